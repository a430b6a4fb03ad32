"""Every address of a service that WSDL describes uses HTTPS.

Broken: An address of the service is not protected by HTTPS

What travels over plain HTTP can be read and changed by everybody on the way, passwords in headers too.

To mend it, write `https` in the address, and close the other port. Addresses of the calling computer itself and those
that stand for another one may stay, and that of an adapter on a private host, if the documentation of the port or the
service says that it is one.

Shows the addresses that the description gives. Does not show that a server answers there only over HTTPS, nor that its
certificate is good, nor whether what is shared is open data, which may travel unprotected.
"""

from collections.abc import Iterator
from typing import Final

from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.openapi.hosts import HostKind
from compliance.model.rule import rule
from compliance.model.violation import Violation
from compliance.model.xml.port import WsdlPort

CITED: Final = ("L20-2023.D42.K1.D", "TT13-2017.D19", "NDX-SEC-02", "TCVN14423-2026.TRANSIT")
_OF_NOBODY: Final = frozenset({HostKind.LOOPBACK, HostKind.PLACEHOLDER, HostKind.NONE})


def is_called_over_http(port: WsdlPort) -> bool:
    """Return whether the address says that it is called over HTTP, protected or not, at a host that is meant."""
    return port.scheme in {"http", "https"} and port.host_kind not in _OF_NOBODY


@rule(*CITED, proof=Proof.INDICATIVE, when=is_called_over_http)
def addresses_use_https(port: WsdlPort, facts: Facts) -> Iterator[Violation]:
    is_adapter = port.host_kind is HostKind.PRIVATE and facts.document_words["adapter"].are_in(port.documentation())
    if port.scheme != "https" and not is_adapter:
        yield Violation("the service is called over {scheme}; https is required", at=port, scheme=port.scheme)


_HEAD = (
    '<definitions xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:s="http://schemas.xmlsoap.org/wsdl/soap/">\n'
    '<service name="Ho">\n'
)
_END = "</port></service></definitions>\n"


def _port(address: str, words: str = "") -> str:
    return f'{_HEAD}<port name="p" binding="b">{words}\n<s:address location="{address}"/> <!-- # <-\n-->{_END}'


GOOD = [
    _port("https://api.example.gov.vn/ho").replace(" # <-", ""),
    _port("http://10.1.2.3/ho", "<documentation>Adapter trong mạng của đơn vị</documentation>").replace(" # <-", ""),
]
BAD = {"the service is called over http; https is required": _port("http://api.example.gov.vn/ho")}
IRRELEVANT = [
    _port("http://localhost:8080/ho"),
    _port("http://example.org/xroad-endpoint"),
    _port("jms:queue:ho"),
    f'{_HEAD}<port name="p" binding="b">{_END}',
]
