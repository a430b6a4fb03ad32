"""Which systems of a province or a ministry seem to do what a platform of an official list is there for."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from compliance.actions._given import Given
from compliance.actions._official_lists import list_in_force, official_list
from compliance.actions._systems import gather_systems
from compliance.actions.errors import UsageError
from compliance.loading.errors import Fault
from compliance.loading.facts.list_comparison import entries, head
from compliance.loading.facts.platform_matcher import platform_matcher, registered_text
from compliance.model.codelist import fold
from compliance.model.dataclass import dataclass
from compliance.model.list_comparison import ListEntry
from compliance.model.overlap import Advice, ComparedSystem, Overlap, Overlaps, System
from compliance.model.platform_match import SEEMS_THE_SAME, Likeness, PlatformMatcher, PlatformText
from compliance.model.text import Message

_ITSELF: Final = 0.9


def overlaps(*sources: Given, listed: str | None = None, least: float = SEEMS_THE_SAME) -> Overlaps:
    """Tell which systems seem to do what a platform of a list is there for: of tables, records, or folders of records.

    A table is text with separated values or a workbook of Excel, whose columns are found by their headings. `listed` is
    the year, number or id of a list, None for the last that is known whole; `least` the score from 0 to 1 from which
    a likeness is told. Names only propose a pair: whether two do the same a person decides.

        found = compliance.overlaps("systems.xlsx")
        for each in found.alike:
            print(each.system.name, each.overlaps[0].listed.name, each.overlaps[0].score)

    Raises:
        UsageError: there is no such list, or `least` is no score.
        InputError: nothing was given that could be read as a table or record.
    """
    if not 0 < least <= 1:
        raise UsageError(Message.of("{found} is no score; it is above 0 and at most 1", found=str(least)[:20]))
    tree = official_list(listed) if listed is not None else list_in_force()
    if not tree["members"]:
        raise UsageError(Message.of("of the list {id} no platform is known by name", id=str(listed)))
    matcher = platform_matcher()
    beside = tuple(_listed(tree, matcher))
    fields = frozenset(fold(each.text.field) for each in beside if each.text.field)
    comparer = _Comparer(matcher, beside, fields, least)
    gathered = tuple(gather_systems(sources))
    systems = tuple(comparer.compared(each) for each in gathered if isinstance(each, System))
    unread: tuple[Fault, ...] = tuple(each for each in gathered if not isinstance(each, System))
    return Overlaps(head(tree), least, systems, unread)


@dataclass(frozen=True, slots=True)
class _Listed:
    """An entry of the list with what it is compared by, and when it is to be finished."""

    entry: ListEntry
    text: PlatformText
    terms: frozenset[str]
    deadline: str | None


def _listed(tree: Mapping[str, Any], matcher: PlatformMatcher) -> Iterator[_Listed]:
    deadlines = {member["slug"]: member.get("deadline") for member in tree["members"]}
    for slug, entry in entries(tree).items():
        text = registered_text(slug)
        yield _Listed(entry, text, matcher.terms(text), deadlines[slug])


@dataclass(frozen=True, slots=True)
class _Comparer:
    matcher: PlatformMatcher
    listed: Sequence[_Listed]
    fields: frozenset[str]
    least: float

    def compared(self, system: System) -> ComparedSystem:
        if itself := next((each for each in self.listed if each.entry.slug == system.slug), None):
            found = Overlap(itself.entry, 1.0, (itself.entry.name.vi,), Advice.IS_LISTED, itself.deadline)
            return ComparedSystem(system, (found,))
        text = PlatformText(
            names=(system.name, *system.further_names),
            owners=tuple(filter(None, (system.owner,))),
            purpose=system.purpose,
            # because another word for a field of the registry would count against a likeness
            field=system.field if fold(system.field or "") in self.fields else None,
        )
        terms = self.matcher.terms(text)
        near = (each for each in self.listed if not terms.isdisjoint(each.terms))
        told = ((each, self.matcher.likeness(text, each.text)) for each in near)
        alike = [(each, likeness) for each, likeness in told if likeness.score >= self.least]
        alike.sort(key=lambda pair: -pair[1].score)  # which keeps the order of the list
        return ComparedSystem(system, tuple(_each_once(system, alike)))


def _each_once(system: System, alike: Iterable[tuple[_Listed, Likeness]]) -> Iterator[Overlap]:
    """Yield what a system is like; of several that every agency keeps for itself its own, else the first alone."""
    told = [(each, likeness, _advice(system, each, likeness)) for each, likeness in alike]
    kept = {_subjects(likeness) for _, likeness, advice in told if advice is Advice.IS_LISTED}
    for each, likeness, advice in told:
        if advice is Advice.OWN:
            if _subjects(likeness) in kept:
                continue
            kept.add(_subjects(likeness))
        yield Overlap(each.entry, likeness.score, likeness.words, advice, each.deadline)


def _subjects(likeness: Likeness) -> tuple[str, ...]:
    return tuple(subject.code for subject in likeness.subjects)


def _advice(system: System, listed: _Listed, likeness: Likeness) -> Advice:
    is_of_one_owner = system.owner is not None and fold(system.owner) in map(fold, listed.text.owners)
    if is_of_one_owner and likeness.score >= _ITSELF:
        return Advice.IS_LISTED
    return Advice.OWN if likeness.is_of_each_level else Advice.ASK
