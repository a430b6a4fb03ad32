"""Violations to findings: where they stand in the text, what is behind them, and a name that survives edits."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from posixpath import dirname, relpath
from typing import Any, Final, Protocol

from compliance.model.dataclass import replace
from compliance.model.digest import sha256
from compliance.model.dossier import Dossier
from compliance.model.grades import ConfirmationState, Proof, Severity
from compliance.model.lazy import lazy_property
from compliance.model.location import Location, Place
from compliance.model.subject import Subject
from compliance.model.text import Message
from compliance.model.verdict import Finding
from compliance.model.violation import Violation

_MANY: Final = 25
"""So many findings for one cause are still read one by one."""

Breach = tuple[Subject, Violation]
Weigh = Callable[[Proof], tuple[Severity | None, ConfirmationState]]
"""What a breach weighs that is proved like this, and whether a person has to confirm it."""


class Named(Protocol):
    """A rule, of ours or of a ruleset."""

    @property
    def id(self) -> str: ...


class Findings:
    """Make findings of the violations in one dossier."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._sources = {source.uri: source for source in dossier.evidence_files()}

    def of(self, rule: Named, breaches: Iterable[Breach], proof: Proof, weigh: Weigh) -> tuple[Finding, ...]:
        """Return the findings of one rule in reading order, each with a fingerprint of its own.

        None of them proves more than `proof`.
        """
        made = [
            self._finding(rule, subject, violation, proof, weigh)
            for subject, violation in _counted(self._once(breaches))
        ]
        return tuple(_numbered(sorted(made, key=_reading_order)) if len(made) > 1 else made)

    def _once(self, breaches: Iterable[Breach]) -> Iterator[Breach]:
        """Yield each breach; the same one in a file that several documents share is told once."""
        told: set[tuple[Place, Location | None, Message, str]] = set()
        for subject, violation in breaches:
            same = violation.place, violation.location, violation.message, violation.key
            if violation.is_counted or violation.place.uri not in self._sources or same not in told:
                told.add(same)
                yield subject, violation

    def _finding(self, rule: Named, subject: Subject, violation: Violation, limit: Proof, weigh: Weigh) -> Finding:
        proof = limit if violation.proof is None else violation.proof.at_most(limit)
        severity, confirmation = weigh(proof)
        return Finding(
            message=violation.message,
            location=violation.location or self.locate(violation.place),
            evidence=_evidence(subject),
            fingerprint=self._fingerprint(rule, violation),
            related=tuple(map(self.locate, violation.related)),
            severity=severity,
            proof=proof,
            confirmation=confirmation,
            mends=violation.mends,
        )

    def locate(self, place: Place) -> Location:
        """Return the place with line and column, if it lies in the text of a file."""
        source = self._sources.get(place.uri)
        return source.locate(place.pointer) if source else Location(place.uri, place.pointer)

    def _fingerprint(self, rule: Named, violation: Violation) -> str:
        place = violation.place
        steps = (rule.id, self._anchor(place.uri), place.pointer, violation.message.template)
        return _digest("\n".join((*steps, *([violation.key] if violation.key else ()))))

    def _anchor(self, uri: str) -> str:
        """Return the name of a place for the platform; of what a hub tells the same wherever the hub is asked."""
        if uri in self._anchors:
            return self._anchors[uri]
        hub = next((each for each in self._hubs if uri == each or uri.startswith(f"{each}/")), None)
        return uri if hub is None else f"hub:{self._dossier.hub_channel or ''}{uri.removeprefix(hub)}"

    @lazy_property
    def _hubs(self) -> frozenset[str]:
        asked = (getattr(seen, "hub", None) for seen in self._dossier.observations)
        return frozenset(hub.rstrip("/") for hub in asked if hub)

    @lazy_property
    def _anchors(self) -> dict[str, str]:
        """The name of each file for the platform, by its address: the same after files were moved or renamed."""
        dossier = self._dossier
        if dossier.record is None or dossier.record_source is None:
            return {}
        folder = dirname(dossier.record_source.uri) or "."
        anchors = {uri: relpath(uri, folder) for uri in self._sources if "://" not in uri}
        for service in reversed(dossier.record.listed_services()):
            if service.document is not None:
                anchors[dossier.uri_of(service.document)] = f"service:{service.id}"
        return {**anchors, dossier.record_source.uri: f"record:{dossier.id}"}


def heaviest(findings: Iterable[Finding]) -> Severity | None:
    """Return the severity of the heaviest of some findings; None if there is none."""
    weights = [finding.severity for finding in findings if finding.severity is not None]
    return max(weights, key=lambda weight: weight.rank, default=None)


def _by_cause(breaches: Iterable[Breach]) -> Iterator[Breach]:
    """Yield each breach, of many for one cause only the first."""
    listed = list(breaches)
    if not any(violation.has_one_cause for _, violation in listed):
        yield from listed
        return
    alike = Counter(_cause(violation) for _, violation in listed if violation.has_one_cause)
    told: set[tuple[str, str]] = set()
    for subject, violation in listed:
        cause = _cause(violation)
        if not violation.has_one_cause or alike[cause] <= _MANY:
            yield subject, violation
        elif cause not in told:
            told.add(cause)
            mends = (mend for _, each in listed if each.has_one_cause and _cause(each) == cause for mend in each.mends)
            yield subject, violation.with_more(alike[cause] - 1, mends)


def _cause(violation: Violation) -> tuple[str, str]:
    return violation.message.template, violation.key


def _counted(breaches: Iterable[Breach]) -> Iterator[Breach]:
    """Yield each breach, those that are counted once for all subjects."""
    same: dict[tuple[Place, Message], list[Breach]] = {}
    for subject, violation in _by_cause(breaches):
        if violation.is_counted:
            same.setdefault((violation.place, violation.message), []).append((subject, violation))
        else:
            yield subject, violation
    for alike in same.values():
        subject, violation = alike[0]
        yield subject, violation.counting(len(alike))


def _numbered(findings: Sequence[Finding]) -> Iterator[Finding]:
    """Number the later findings of one key, so that one waiver cannot cover two of them."""
    seen = Counter[str]()
    for finding in findings:
        seen[finding.fingerprint] += 1
        number = seen[finding.fingerprint]
        yield finding if number == 1 else replace(finding, fingerprint=_digest(f"{finding.fingerprint}\n{number}"))


def _digest(text: str) -> str:
    return sha256(text.encode(errors="surrogatepass"))[:16]


def _reading_order(finding: Finding) -> tuple[str, int, int, str, str]:
    location = finding.location
    return (location.uri, location.line or 0, location.column or 0, location.pointer, str(finding.message))


def _evidence(subject: Subject) -> tuple[Message, ...] | None:
    """Return the look as lines, None if the subject stands in a file: the report names it with its hash."""
    return tuple(_seen(subject)) if callable(getattr(subject, "evidence", None)) else None


def _seen(seen: Any) -> Iterator[Message]:
    yield from seen.evidence()
    yield Message.of("looked at: {moment}", moment=seen.looked_at or "-")
