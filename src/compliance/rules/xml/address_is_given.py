"""A description in WSDL gives an address at which the service can be called.

Broken: The description gives no address at which the service can be called

A copy of the description in a catalogue says nothing of the host it came from.

To mend it, write the full address of the service in its port (`soap:address`), with its host. Where addresses are given
on request only, say so in the `documentation` of the description. A port inside a dedicated network says so in its own.

Shows that an address stands there that could work for a stranger. Does not show that anything answers.
"""

from collections.abc import Iterator
from typing import Final

from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.openapi.hosts import HostKind
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.model.xml.description import ServiceDescription
from compliance.model.xml.operation import documentation_of
from compliance.model.xml.port import WsdlPort, ports_of

MESSAGES: Final = {
    HostKind.NONE: "no address names its host",
    HostKind.LOOPBACK: "the host {host} is the computer of whoever calls; no address of the service is given",
    HostKind.PLACEHOLDER: "the host {host} stands for another one; no address of the service is given",
    HostKind.PRIVATE: "the host {host} is private; say in its description in which network it is",
}


def gives_addresses(description: ServiceDescription, facts: Facts) -> bool:
    """Return whether addresses are to be in it: Circular 13/2017 lets an owner give them on request."""
    words = facts.document_words["address-on-request"]
    return description.form.is_wsdl and not words.are_in(documentation_of(description.root))


def is_reachable(port: WsdlPort, facts: Facts) -> bool:
    """Return whether a stranger could call it: it is public, or in a network that is named."""
    is_named = facts.document_words["private-network"].are_in(port.documentation())
    return port.host_kind is HostKind.PUBLIC or (port.host_kind is HostKind.PRIVATE and is_named)


@rule("TT13-2017.D7.K1", "TT13-2017.D6.K4", proof=Proof.INDICATIVE, when=gives_addresses)
def address_is_given(description: ServiceDescription, facts: Facts) -> Iterator[Violation | Unknown]:
    ports = [port for port in ports_of(description) if port.address]
    if any(is_reachable(port, facts) for port in ports):
        return
    if (elsewhere := description.unread_service) is not None:
        yield Unknown(elsewhere.reason, at=elsewhere.element)
        return
    if not ports:
        yield Violation("the document gives no address of the service", at=description.root)
        return
    port = max(ports, key=lambda each: tuple(MESSAGES).index(each.host_kind))
    proof = Proof.SUGGESTIVE if port.host_kind is HostKind.PRIVATE else None
    yield Violation(MESSAGES[port.host_kind], at=port, proof=proof, host=port.host[:100])


_HEAD = (
    '<definitions xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:s="http://schemas.xmlsoap.org/wsdl/soap/"> {}\n'
    '<service name="Ho">\n<port name="p" binding="b">\n'
)
_NETWORK = "<documentation>Mạng truyền số liệu chuyên dùng</documentation>\n"
_REQUEST = "<documentation>Địa chỉ được cung cấp khi chấp nhận yêu cầu kết nối.</documentation>"
_END = "</port></service></definitions>\n"


def _port(address: str, words: str = "") -> str:
    return f'{_HEAD.format("")}{words}<s:address location="{address}"/> <!-- # <-\n-->{_END}'


GOOD = [
    _port("https://api.example.gov.vn/ho").replace(" # <-", ""),
    _port("https://10.1.2.3/ho", _NETWORK).replace(" # <-", ""),
]
BAD = {
    "the document gives no address of the service": _HEAD.format("<!-- # <-\n-->") + _END,
    "no address names its host": _port("/ho"),
    "the host localhost is the computer of whoever calls; no address of the service is given": _port(
        "http://localhost:8080/ho"
    ),
    "the host example.org stands for another one; no address of the service is given": _port(
        "http://example.org/xroad-endpoint"
    ),
    "the host 10.1.2.3 is private; say in its description in which network it is": _port("https://10.1.2.3/ho"),
}
IRRELEVANT = [
    _HEAD.format(_REQUEST) + _END,
    '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">\n</xs:schema>\n',
]
_IMPORT = '<import namespace="urn:chung" location="https://chung.example/a.wsdl"/>\n<service name="Ho">'
UNKNOWN = [_port("/ho").replace('<service name="Ho">', _IMPORT)]
