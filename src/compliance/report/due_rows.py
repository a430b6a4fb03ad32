"""What is due as rows of a table: the clauses of one text that begin to bind alike on one day are one row."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from compliance.locale import Translator
from compliance.model.dataclass import dataclass, replace
from compliance.model.due import DueItem, DueKind, DuePeriod, by_period
from compliance.model.grades import Grade
from compliance.model.verdict import SubjectReport
from compliance.report import citation, labels, sorting
from compliance.report.context import ReportContext
from compliance.report.due import clause, kind, period, said

_OF_CLAUSES: Final = frozenset({DueKind.REQUIREMENT, DueKind.ASKED})
_ROUTINE: Final = frozenset({DueKind.EVIDENCE, DueKind.CERTIFICATE})
_MOST_OWNERS: Final = 3
_Alike = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class DueRow:
    """One row. `day` is written as the reader does, empty if it is not known; `left` are the days until then.

    `origin` says whether a text of law sets the day, with its citation, or where else it is known from. What the next
    look or the server renews is routine; what neither is that nor binds others alike is a matter of the platform.
    `doubt` says under which condition alone it concerns platforms of which that is not known. `requirements` are the
    ids of the clauses, `platforms` those that it concerns for certain, `perhaps` those of which nobody knows, `whose`
    tells the owners of both.
    """

    day: str
    left: int | None
    what: str
    origin: str
    is_law: bool
    is_routine: bool
    is_own: bool
    doubt: str
    notes: tuple[str, ...]
    requirements: tuple[str, ...]
    platforms: tuple[SubjectReport, ...]
    perhaps: tuple[SubjectReport, ...]
    whose: str

    @property
    def count(self) -> int:
        """The number of platforms that it concerns for certain."""
        return len(self.platforms)


@dataclass(frozen=True, slots=True)
class DueGroup:
    """What is due in one period, under its heading."""

    period: DuePeriod
    heading: str
    rows: tuple[DueRow, ...]


def groups(items: Iterable[DueItem], subjects: Sequence[SubjectReport], context: ReportContext) -> tuple[DueGroup, ...]:
    """Return what is due by period, what has passed first, then the nearest; a period without anything is left out."""
    by_id = {subject.id: subject for subject in sorting.ordered(subjects, context.words)}
    return tuple(
        DueGroup(each, period(each, context.words), tuple(_rows(found, by_id, context)))
        for each, found in by_period(items).items()
    )


def on_paper(groups: Iterable[DueGroup]) -> tuple[DueRow, ...]:
    """Return the rows that paper has room for: what has a day and is not renewed by the next look."""
    return tuple(row for group in groups for row in group.rows if row.day and not row.is_routine)


def ahead(groups: Iterable[DueGroup]) -> tuple[DueGroup, ...]:
    """Return what has a day and is not renewed by the next look; a period without anything is left out."""
    kept = (replace(group, rows=on_paper([group])) for group in groups)
    return tuple(group for group in kept if group.rows)


def off_paper(groups: Iterable[DueGroup], words: Translator) -> str:
    """Return how much of the table of days is not printed; empty where all of it is."""
    rows = [row for group in groups for row in group.rows]
    routine = sum(row.is_routine for row in rows)
    undated = sum(not row.day for row in rows)
    if not routine + undated:
        return ""
    template = (
        "Not printed: evidence and certificates that run out ({routine}), and what is due on no known day ({undated})."
    )
    return words(template, routine=routine, undated=undated)


def _rows(items: Iterable[DueItem], by_id: Mapping[str, SubjectReport], context: ReportContext) -> Iterator[DueRow]:
    alike: dict[_Alike, list[DueItem]] = {}
    for number, item in enumerate(items):
        alike.setdefault(_alike(item, number), []).append(item)
    for group in alike.values():
        yield _row(group, by_id, context)


def _alike(item: DueItem, number: int) -> _Alike:
    """Return what items of one row have in common; what is no clause stands alone."""
    if item.kind not in _OF_CLAUSES:
        return (number,)
    return item.kind, item.day, item.instrument, item.condition, item.subjects, item.perhaps


def _row(group: Sequence[DueItem], by_id: Mapping[str, SubjectReport], context: ReportContext) -> DueRow:
    words, first = context.words, group[0]
    concerned = set(first.concerned)
    certain = set(first.subjects)
    found = [subject for name, subject in by_id.items() if name in concerned]
    return DueRow(
        day=labels.day(first.day, words) if first.day else "",
        left=first.days_left,
        what=labels.sentence_case(_what(group, context)),
        origin=_origin(group, context),
        is_law=first.is_set_by_law,
        is_routine=first.kind in _ROUTINE,
        is_own=first.kind not in _ROUTINE | _OF_CLAUSES,
        doubt=_doubt(first, words),
        notes=(words.text(first.note),) if first.note and len(group) == 1 else (),
        requirements=tuple(item.requirement for item in group if item.requirement),
        platforms=tuple(subject for subject in found if subject.id in certain),
        perhaps=tuple(subject for subject in found if subject.id not in certain),
        whose=_whose(found, words),
    )


def _whose(platforms: Sequence[SubjectReport], words: Translator) -> str:
    """Return the owners of platforms by name, or how many they are."""
    owners = dict.fromkeys(labels.owner(subject, words) for subject in platforms)
    return "; ".join(owners) if len(owners) <= _MOST_OWNERS else words("owners: {count}", count=len(owners))


def _what(group: Sequence[DueItem], context: ReportContext) -> str:
    words, first = context.words, group[0]
    if len(group) > 1 and first.day is None:
        return words(
            "{count} requirements that are in force; the day from which they bind is not known", count=len(group)
        )
    if len(group) > 1:
        return words("{count} requirements begin to bind", count=len(group))
    what = said(first.what, words)
    return words("{what} (in all {count})", what=what, count=first.count) if first.count > 1 else what


def _origin(group: Sequence[DueItem], context: ReportContext) -> str:
    basis, source = kind(group[0].kind, context.words), _source(group, context)
    if basis and source:
        return context.words("{basis}: {source}", basis=basis, source=source)
    return basis or source


def _source(group: Sequence[DueItem], context: ReportContext) -> str:
    first = group[0]
    if first.requirement is None:
        return said(first.source, context.words)
    requirement = context.catalogue.find(first.requirement)
    if requirement is None:
        return first.requirement
    if len(group) > 1:
        return citation.of_instrument(requirement.instrument, context.words)
    cited, known = clause(first, context), labels.grade(requirement.verified, context.words)
    return cited if requirement.verified is Grade.TEXT else context.words("{cited} ({grade})", cited=cited, grade=known)


def _doubt(item: DueItem, words: Translator) -> str:
    """Return the condition, and of how many platforms it is not known whether it is met."""
    condition, count = said(item.condition, words), len(item.perhaps)
    if not count:
        return words("only for: {condition}", condition=condition) if condition else ""
    if not condition:
        return words("platforms of which it is not known whether it binds their owner: {count}", count=count)
    template = "only for: {condition} (platforms of which that is not known: {count})"
    return words(template, condition=condition, count=count)
