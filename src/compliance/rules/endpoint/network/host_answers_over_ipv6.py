"""Hosts that face the Internet answer over IPv6.

Broken: The host cannot be reached over IPv6

Callers and networks that have only IPv6 reach it through translators, or not at all. The clauses bind portals, and
projects designed since 1 July 2026; to other hosts they are applied by analogy.

To mend it, publish an AAAA record for the name, and let the service listen and the firewall pass on that address.

Shows that the name has an address of IPv6 and that it accepted a connection. Does not show that everything behind it
works alike. Hosts that are no public names, or that lead to private addresses only, are not meant.
"""

from collections.abc import Iterator

from compliance.model.derived.recorded_host import RecordedHost
from compliance.model.example import Platform
from compliance.model.grades import Proof
from compliance.model.observation import NameLookup
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation


def faces_the_internet(host: RecordedHost) -> bool:
    """Return whether everybody may find it and not all of its addresses belong to a network of its own."""
    return host.faces_the_internet and not host.is_in_own_network


@rule("ND224-2026.D46.K2.A", "ND224-2026.D11.K4", proof=Proof.INDICATIVE, when=faces_the_internet)
def host_answers_over_ipv6(host: RecordedHost) -> Iterator[Violation | Unknown]:
    lookup = host.lookup
    unseen = {*lookup.unreachable, *lookup.silent}
    if not lookup.ipv6:
        yield Violation("{host} has no AAAA record, so it has no address of IPv6", at=host, host=host.name)
    elif not set(lookup.ipv6).isdisjoint(lookup.connected):
        return
    elif not set(lookup.ipv6).isdisjoint(unseen):
        yield Unknown("from here nothing was heard of the IPv6 addresses of {host}", at=host, host=host.name)
    else:
        addresses = ", ".join(lookup.ipv6)
        template = "{host} refused connections over IPv6 ({addresses})"
        yield Violation(template, at=host, host=host.name, addresses=addresses)


_RECORD = "slug: a\nowner: {code: G12}\nservices: []\n"
_STATE_NETWORK = f"{_RECORD}connections: [{{via: ndxp, status: connected, network: state}}]\n"
_FOUR, _SIX = "203.0.114.1", "2001:470::1"


def _seen(
    host: str, *addresses: str, connected: tuple[str, ...] = (), silent: tuple[str, ...] = (), record: str = _RECORD
) -> Platform:
    return Platform(record, observations=(NameLookup(host, addresses, connected=connected, silent=silent),))


GOOD = [_seen("api.most.gov.vn", _FOUR, _SIX, connected=(_FOUR, _SIX))]
BAD = {
    "api.most.gov.vn has no AAAA record, so it has no address of IPv6": _seen(
        "api.most.gov.vn", _FOUR, connected=(_FOUR,)
    ),
    f"api.most.gov.vn refused connections over IPv6 ({_SIX})": _seen(
        "api.most.gov.vn", _FOUR, _SIX, connected=(_FOUR,)
    ),
}
UNKNOWN = [_seen("api.most.gov.vn", _FOUR, _SIX, connected=(_FOUR,), silent=(_SIX,))]
IRRELEVANT = [
    _seen("localhost", "127.0.0.1", connected=("127.0.0.1",)),
    _seen(_FOUR, _FOUR, connected=(_FOUR,)),
    _seen("api.most.gov.vn", "10.0.0.1", connected=("10.0.0.1",)),
    _seen("api.most.gov.vn", "100.64.0.1", connected=("100.64.0.1",), record=_STATE_NETWORK),
]
