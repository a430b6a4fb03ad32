"""A host has an address of IPv6 and accepts a connection on it.

Broken: The host cannot be reached over IPv6

Who has only IPv6 cannot reach a host that has none.

To mend it, publish an AAAA record and let the service listen there.

Shows what the name system said and what accepted a connection. Does not show other names of the service.
"""

from collections.abc import Iterator

from compliance.model.grades import Proof
from compliance.model.observation import NameLookup
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation


@rule("ND224-2026.D46.K2.A", proof=Proof.INDICATIVE)
def host_answers_over_ipv6(lookup: NameLookup) -> Iterator[Violation | Unknown]:
    if not lookup.ipv6:
        yield Violation("{host} has no address of IPv6", at=lookup, host=lookup.host)
    elif not set(lookup.ipv6).isdisjoint(lookup.unreachable):
        yield Unknown("no way leads from here to IPv6", at=lookup)
    elif set(lookup.ipv6).isdisjoint(lookup.connected):
        yield Violation("{host} accepts no connection over IPv6", at=lookup, host=lookup.host)


_BOTH = ("192.0.2.1", "2001:db8::1")
GOOD = [NameLookup("a.example", _BOTH, connected=_BOTH)]
BAD = {
    "a.example has no address of IPv6": NameLookup("a.example", ("192.0.2.1",), connected=("192.0.2.1",)),
    "a.example accepts no connection over IPv6": NameLookup("a.example", _BOTH, connected=("192.0.2.1",)),
}
UNKNOWN = [NameLookup("a.example", _BOTH, connected=("192.0.2.1",), unreachable=("2001:db8::1",))]
