"""Rules on several platforms together: run once for all dossiers, the result shared by each platform that they name."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from compliance.judgement.run import Run, Standing, run
from compliance.judgement.subjects import Subjects, wanted_keys
from compliance.model.dossier import Dossier
from compliance.model.facts import Facts
from compliance.model.rule import Rule

Shares = Mapping[str, Run]
"""What runs over the fleet say of one dossier, by the id of the rule."""


def fleet_shares(dossiers: Sequence[Dossier], rules: Sequence[Rule], facts: Facts) -> Sequence[Shares]:
    """Run every rule whose subjects come from the fleet, and return the share of each dossier, in their order."""
    subjects = Subjects(lambda kind: kind.of_fleet(dossiers), facts, wanted_keys(rules))
    standing = Standing(lambda _rule, _subject: None, is_hearsay=False)
    fleet = _Fleet(dossiers)
    shares: list[dict[str, Run]] = [{} for _ in dossiers]
    for rule in rules:
        if rule.kind.is_of_fleet:
            parts = fleet.parted(run(rule, subjects, (), facts, standing))
            for share, part in zip(shares, parts, strict=True):
                share[rule.id] = part
    return shares


class _Fleet:
    """Which dossiers a platform has, and which a file lies in, by their numbers: each run is gone through once."""

    def __init__(self, dossiers: Sequence[Dossier]) -> None:
        self._files = [frozenset(source.uri for source in dossier.evidence_files()) for dossier in dossiers]
        self._of_platform = _numbered((dossier.id, number) for number, dossier in enumerate(dossiers))
        self._of_file = _numbered((uri, number) for number, files in enumerate(self._files) for uri in files)

    def parted(self, together: Run) -> list[Run]:
        """Return what a run says of each dossier: the breaches that have a place in its files."""
        parts = [Run(together.rule, crash=together.crash) for _ in self._files]
        for subject in together.judged:
            for number in self._named_by(subject):
                parts[number].judged.append(subject)
        for subject, violation in together.breaches:
            places = (violation.place, *violation.related)
            for number in sorted({number for place in places for number in self._of_file.get(place.uri, ())}):
                if (own := violation.seen_from(self._files[number])) is not None:
                    parts[number].breaches.append((subject, own))
        for hidden, gap in together.gaps:
            numbers = self._of_file.get(gap.place.uri, ()) if hidden is None else self._named_by(hidden)
            for number in numbers:
                parts[number].gaps.append((hidden, gap))
        return parts

    def _named_by(self, subject: Any) -> list[int]:
        return [number for platform in subject.platforms for number in self._of_platform.get(platform, ())]


def _numbered(pairs: Iterable[tuple[str, int]]) -> dict[str, list[int]]:
    numbers: dict[str, list[int]] = {}
    for name, number in pairs:
        numbers.setdefault(name, []).append(number)
    return numbers
