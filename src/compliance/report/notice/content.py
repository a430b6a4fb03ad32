"""What a notice to one owner says, in the reader's words and in order: text and HTML only write it down."""

from collections.abc import Iterator, Sequence
from typing import Final

from compliance.locale import Translator
from compliance.model import summary
from compliance.model.dataclass import dataclass
from compliance.model.dossier import Kind
from compliance.model.due import DuePeriod
from compliance.model.report import Report
from compliance.model.verdict import SubjectReport
from compliance.report import due_rows, labels, run_changes, stages
from compliance.report.context import ReportContext
from compliance.report.due import left, nothing
from compliance.report.due_rows import DueGroup, DueRow

_MOST_ROWS: Final = 40
_MOST_NAMES: Final = 5


@dataclass(frozen=True, slots=True)
class DueLine:
    """Something that is due: the day with the days left, what, who sets the day, for whom."""

    day: str
    left: str
    what: str
    origin: str
    is_law: bool
    doubt: str
    notes: tuple[str, ...]
    platforms: str


@dataclass(frozen=True, slots=True)
class DuePart:
    """What is due in one period."""

    heading: str
    lines: tuple[DueLine, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """A notice. `simulated` is empty where real platforms were looked at; `changes` is empty if nothing is compared.

    `more` says how much is left out, empty if nothing is.
    """

    language: str
    subject: str
    heading: str
    simulated: str
    facts: tuple[str, ...]
    lead: str
    changes_heading: str
    changes: tuple[str, ...]
    due_heading: str
    due: tuple[DuePart, ...]
    nothing_due: str
    more: str
    end: tuple[str, ...]


def content_of(owner: str, report: Report, context: ReportContext) -> Content:
    """Return what an owner is told of a report on its own platforms."""
    words = context.words
    platforms = summary.of_kind(report.subjects, Kind.PLATFORM)
    found = due_rows.groups(report.due, platforms, context)
    parts, more = _parts(found, len(platforms), words)
    changed = run_changes.section(report, words)
    return Content(
        language=words.language,
        subject=_subject(owner, report, found, words),
        heading=owner,
        simulated=labels.simulated(words) if report.is_simulated else "",
        facts=tuple(_facts(report, words)),
        lead=stages.lead(platforms, context),
        changes_heading=changed.title if changed is not None else "",
        changes=tuple(f"{line.mark} {line.text}" for line in changed.lines) if changed is not None else (),
        due_heading=words("What is due"),
        due=parts,
        nothing_due=nothing(words),
        more=words("{count} more; see the HTML or JSON report", count=more) if more else "",
        end=tuple(_end(words)),
    )


def _subject(owner: str, report: Report, found: Sequence[DueGroup], words: Translator) -> str:
    count = sum(len(group.rows) for group in found if group.period is DuePeriod.WITHIN_30)
    subject = words("{owner}: due within 30 days: {count} (as of {date})", owner=owner, count=count, date=report.as_of)
    return words("[SIMULATED] {subject}", subject=subject) if report.is_simulated else subject


def _facts(report: Report, words: Translator) -> Iterator[str]:
    yield words("As of {date}; legal basis: {profile}", date=report.as_of, profile=labels.profile(report.profile))
    yield words(
        "Catalogue of requirements: {version}; tool: compliance {tool}",
        version=report.catalogue_version,
        tool=report.tool_version,
    )


def _parts(found: Sequence[DueGroup], platforms: int, words: Translator) -> tuple[tuple[DuePart, ...], int]:
    """Return the first rows, and how many are left out."""
    room, more, parts = _MOST_ROWS, 0, list[DuePart]()
    for group in found:
        shown = group.rows[:room]
        room -= len(shown)
        more += len(group.rows) - len(shown)
        if shown:
            parts.append(DuePart(group.heading, tuple(_line(row, platforms, words) for row in shown)))
    return tuple(parts), more


def _line(row: DueRow, platforms: int, words: Translator) -> DueLine:
    concerned = row.platforms or row.perhaps
    return DueLine(
        day=row.day or words("not known"),
        left=left(row.left, words) if row.left is not None else "",
        what=row.what,
        origin=row.origin,
        is_law=row.is_law,
        doubt=row.doubt,
        notes=row.notes,
        platforms=_named(concerned, words) if len(concerned) < platforms or platforms == 1 else _all(platforms, words),
    )


def _all(count: int, words: Translator) -> str:
    return words("all platforms of this owner: {count}", count=count)


def _named(platforms: Sequence[SubjectReport], words: Translator) -> str:
    return labels.some([labels.name(each, words) for each in platforms], _MOST_NAMES, words)


def _end(words: Translator) -> Iterator[str]:
    yield words(
        "The results are signals for oversight and replace no decision of a competent authority. That no breach was "
        "found does not mean that the law is fulfilled."
    )
    yield words("This message was sent by a program.")
