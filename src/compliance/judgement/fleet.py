"""Rules on several platforms together: run once for all dossiers, the result shared by each platform that they name.

Pairs of records are many more than records. They are made and judged some at a time, and of those that are judged
without a breach each platform keeps the number alone.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Final

from compliance.judgement.prepared_rule import PreparedRule
from compliance.judgement.run import Run, Share, Standing, run
from compliance.judgement.subjects import Subjects, wanted_keys
from compliance.model.dataclass import replace
from compliance.model.facts import Facts
from compliance.model.fleet_member import AskedFleet, FleetMember
from compliance.model.rule import Rule
from compliance.model.subject import SubjectKind

_AT_ONCE: Final = 10_000
"""How many subjects of the fleet are there at a time."""

Shares = Mapping[str, Share]
"""What runs over the fleet say of one dossier, by the id of the rule."""


def fleet_shares(members: Sequence[FleetMember], rules: Sequence[Rule], facts: Facts) -> Sequence[Shares]:
    """Run every rule whose subjects come from the fleet, and return the share of each platform, in their order."""
    fleet, asked = _Fleet(members), AskedFleet(members, lambda: None, facts)
    of_fleet = [PreparedRule(rule, facts) for rule in rules if rule.kind.is_of_fleet]
    shares: list[dict[str, Share]] = [{rule.id: Share() for rule in of_fleet} for _ in members]
    standing = Standing(lambda _rule, _subject: None, is_hearsay=False)
    for rule in of_fleet:
        own, asking = [share[rule.id] for share in shares], replace(asked, condition=_condition_of(rule))
        for subjects in _portions(rule, asking):
            together = run(rule, subjects, (), standing)
            fleet.part(together, own)
            if together.crash is not None:
                break
        else:
            fleet.count(rule.kind.untold(asking), own)
        for share in own:
            share.settle()
    return shares


def _condition_of(rule: PreparedRule) -> Callable[[], Any]:
    return lambda: rule.rule.loaded.when


def _portions(rule: PreparedRule, fleet: AskedFleet) -> Iterator[Subjects]:
    """Yield the subjects that a rule may concern, some at a time; where they cannot be made, the rule fails."""
    enumerated, wanted = iter(rule.kind.of_fleet(fleet)), wanted_keys([rule.rule])
    try:
        while portion := list(islice(enumerated, _AT_ONCE)):
            yield Subjects(_given(portion), fleet.facts, wanted)
    except Exception as error:  # noqa: BLE001 - whatever is in the records, other rules are judged
        yield Subjects(_failing(error), fleet.facts, wanted)


def _given(portion: list[Any]) -> Callable[[SubjectKind], Iterable[Any]]:
    return lambda _: portion


def _failing(error: Exception) -> Callable[[SubjectKind], Iterable[Any]]:
    def fail(_: SubjectKind) -> Iterable[Any]:
        raise error

    return fail


class _Fleet:
    """Which dossiers a platform has, and which a file lies in, by their numbers: each run is gone through once."""

    def __init__(self, members: Sequence[FleetMember]) -> None:
        self._files = [member.files for member in members]
        self._of_platform = _numbered((member.id, number) for number, member in enumerate(members))
        self._of_file = _numbered((uri, number) for number, files in enumerate(self._files) for uri in files)

    def part(self, together: Run, shares: Sequence[Share]) -> None:
        """Add what a run says of each dossier to its share: the breaches that have a place in its files."""
        for share in shares if together.crash is not None else ():
            share.crash = together.crash
        for subject in together.judged:
            for number in self._named_by(subject):
                shares[number].count += 1
        for subject, violation in together.breaches:
            places = (violation.place, *violation.related)
            for number in sorted({number for place in places for number in self._of_file.get(place.uri, ())}):
                if (own := violation.seen_from(self._files[number])) is not None:
                    shares[number].add(subject, own)
        for hidden, gap in together.gaps:
            numbers = self._of_file.get(gap.place.uri, ()) if hidden is None else self._named_by(hidden)
            for number in numbers:
                shares[number].note(hidden, gap)

    def count(self, untold: Iterable[tuple[str, int]], shares: Sequence[Share]) -> None:
        """Add the numbers of subjects that speak of a platform, and were met without a look."""
        for platform, count in untold:
            for number in self._of_platform.get(platform, ()):
                shares[number].count += count

    def _named_by(self, subject: Any) -> list[int]:
        return [number for platform in subject.platforms for number in self._of_platform.get(platform, ())]


def _numbered(pairs: Iterable[tuple[str, int]]) -> dict[str, list[int]]:
    numbers: dict[str, list[int]] = {}
    for name, number in pairs:
        numbers.setdefault(name, []).append(number)
    return numbers
