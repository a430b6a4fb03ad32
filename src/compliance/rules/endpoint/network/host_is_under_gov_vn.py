"""Hosts of agencies have names under gov.vn or vn.

Broken: The host is not named under gov.vn

Under gov.vn names are given out to agencies only, so that a caller can tell whom it talks to. The clause has names
under vn or gov.vn for portals, by a pattern that was not read; to the hosts of interfaces it is applied by analogy.

To mend it, give the service a name under gov.vn (a body that is no state agency: under vn), keep the old one as an
alias for a while, and change the record.

Shows the name that the record gives. Does not show who owns it. Addresses without a name, names that are set aside for
tests and closed networks, and hosts that lead to private addresses where the record knows only the state network are
not meant: the clause is about public domain names.
"""

from collections.abc import Iterator

from compliance.model.derived.recorded_host import RecordedHost
from compliance.model.example import Platform
from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.observation import NameLookup
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation

STATE_AGENCY = "state-agency"


def is_public(host: RecordedHost) -> bool:
    """Return whether it is a name in the public name system."""
    return host.faces_the_internet


@rule("ND224-2026.D11.K4", proof=Proof.INDICATIVE, when=is_public)
def host_is_under_gov_vn(host: RecordedHost, facts: Facts) -> Iterator[Violation | Unknown]:
    if host.name.endswith(".gov.vn"):
        return
    kind = _owner_kind(host, facts)
    if not host.name.endswith(".vn"):
        yield Violation("{host} is a name under neither vn nor gov.vn", at=host, host=host.name)
    elif kind is None:
        yield Unknown("it is not known whether the owner is a state agency, which may have to take gov.vn", at=host)
    elif kind == STATE_AGENCY:
        # because the clause names vn beside gov.vn, and its pattern was not read
        template = "{host} is a name under vn, and a state agency can have one under gov.vn"
        yield Violation(template, at=host, proof=Proof.SUGGESTIVE, host=host.name)


def _owner_kind(host: RecordedHost, facts: Facts) -> str | None:
    """Return the kind of the owner as the record says, or as the list of agencies does; None if it is not known."""
    owner = host.record.named_owner
    agency = facts.agencies.coded(owner.level_1) if owner.is_level_1 else facts.agencies.named(owner.name_vi or "")
    return owner.kind or (agency.kind if agency is not None else None)


_SERVICES = "services: []\n"
_MINISTRY = f"slug: a\nowner: {{code: G12}}\n{_SERVICES}"
_PARTY = f"slug: a\nowner: {{name_vi: Ban Mẫu, kind: party}}\n{_SERVICES}"
_UNKNOWN = f"slug: a\nowner: {{name_vi: Trung tâm Mẫu}}\n{_SERVICES}"
_STATE_NETWORK = f"{_MINISTRY}connections: [{{via: ndxp, status: connected, network: state}}]\n"


def _named(host: str, record: str = _MINISTRY, address: str = "203.0.114.1") -> Platform:
    return Platform(record, observations=(NameLookup(host, (address,)),))


GOOD = [_named("api.example.gov.vn"), _named("API.Example.GOV.VN."), _named("api.example.vn", _PARTY)]
BAD = {
    "api.example.com is a name under neither vn nor gov.vn": _named("api.example.com"),
    "api.example.vn is a name under vn, and a state agency can have one under gov.vn": _named("api.example.vn"),
    "evilgov.vn is a name under vn, and a state agency can have one under gov.vn": _named("evilgov.vn"),
    "api.example.org is a name under neither vn nor gov.vn": _named("api.example.org", _PARTY),
}
UNKNOWN = [_named("api.example.vn", _UNKNOWN)]
IRRELEVANT = [
    _named("localhost"),
    _named("192.0.2.1"),
    _named("2001:db8::1"),
    _named("gateway"),
    _named("api.internal"),
    _named("api.example.com", _STATE_NETWORK, "10.0.0.1"),
]
