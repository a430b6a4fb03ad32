"""All addresses of a host answer alike.

Broken: The addresses of one host do not answer alike

A host with several addresses is several machines. One that was left behind with an outdated version of TLS or another
certificate fails some callers some of the time, and an attacker chooses it.

To mend it, set up all machines behind the name from one configuration, or take the old one out of the name system.

Shows that each address that could be reached shows the same names in its certificate and refuses the same versions of
TLS. Does not show addresses that other callers are given.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

from compliance.model.derived.address_pair import AddressPair
from compliance.model.example import Platform
from compliance.model.observation import Certificate, Comparison, Difference, TlsHandshake
from compliance.model.rule import rule
from compliance.model.text import Message
from compliance.model.violation import Violation

MESSAGES = {
    "names": "{other} shows a certificate for {found}, {first} one for {expected}",
    "accepts": "{other} accepts {found}, {first} refuses {offered}",
    "refuses": "{other} refuses {offered}, {first} accepts {expected}",
    "agrees": "{other} agrees on {found}, {first} on {expected} ({offered} were offered)",
}


@rule("GP.RFC9325", "GP.RFC5280")
def all_addresses_answer_alike(pair: AddressPair) -> Iterator[Violation]:
    match pair.first, pair.second:
        case Certificate(), Certificate():
            yield from _of_certificates(pair, pair.first, pair.second)
        case TlsHandshake(), TlsHandshake():
            yield from _of_versions(pair, pair.first, pair.second)


def _of_certificates(pair: AddressPair, first: Certificate, second: Certificate) -> Iterator[Violation]:
    names, others = ({name.lower() for name in each.names} for each in (first, second))
    if names != others:
        one, other = pair.values
        told = {"found": ", ".join(second.names) or "-", "expected": ", ".join(first.names) or "-"}
        template = MESSAGES["names"]
        yield Violation(Message.of(template, first=one, other=other, **told), at=pair, key=other)


def _of_versions(pair: AddressPair, first: TlsHandshake, second: TlsHandshake) -> Iterator[Violation]:
    if first.version == second.version:
        return
    one, other = pair.values
    kind = "accepts" if first.version is None else "refuses" if second.version is None else "agrees"
    told = {"found": second.version or "-", "expected": first.version or "-", "offered": ", ".join(first.offered)}
    wanted = {name: value for name, value in told.items() if f"{{{name}}}" in MESSAGES[kind]}
    template = MESSAGES[kind]
    yield Violation(Message.of(template, first=one, other=other, **wanted), at=pair, key=other)


_OLD = ("SSLv3", "TLSv1.0", "TLSv1.1")
_RECORD = "slug: a\nowner: {code: G12}\nservices: [{id: x, base_url: 'https://a.example'}]\nconnections: []\n"


def _shown(*names: str) -> Certificate:
    begins, ends, look = (datetime(2026, month, 1, tzinfo=UTC) for month in (1, 12, 6))
    return Certificate("a.example", begins, ends, look, names=names)


def _old(version: str | None) -> TlsHandshake:
    return TlsHandshake("a.example", version, offered=_OLD)


def _pair(first: Certificate | TlsHandshake, second: Certificate | TlsHandshake) -> Platform:
    seen = Comparison(Difference.ADDRESS, first, second, ("192.0.2.1", "2001:db8::1"))
    return Platform(_RECORD, observations=(TlsHandshake("a.example", "TLSv1.3"), seen))


GOOD = [_pair(_shown("a.example", "b.example"), _shown("B.example", "a.example")), _pair(_old(None), _old(None))]
BAD = {
    "2001:db8::1 shows a certificate for b.example, 192.0.2.1 one for a.example": _pair(
        _shown("a.example"), _shown("b.example")
    ),
    "2001:db8::1 accepts TLSv1.0, 192.0.2.1 refuses SSLv3, TLSv1.0, TLSv1.1": _pair(_old(None), _old("TLSv1.0")),
    "2001:db8::1 refuses SSLv3, TLSv1.0, TLSv1.1, 192.0.2.1 accepts TLSv1.1": _pair(_old("TLSv1.1"), _old(None)),
    "2001:db8::1 agrees on TLSv1.2, 192.0.2.1 on TLSv1.3 (TLSv1.2, TLSv1.3 were offered)": _pair(
        TlsHandshake("a.example", "TLSv1.3"), TlsHandshake("a.example", "TLSv1.2")
    ),
}
