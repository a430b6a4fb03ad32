"""The findings that came or went between two runs: by what became of them, then a row for each platform and rule."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Final

from compliance.locale import Translator
from compliance.model.dataclass import dataclass
from compliance.model.report import Report
from compliance.model.run_changes import Cause, ChangedFinding, FindingChange
from compliance.report import labels, sorting
from compliance.report.context import ReportContext
from compliance.report.findings import heading_of
from compliance.report.formats.html.links import Link
from compliance.report.run_words import cause

_MOST: Final = 300
_MOST_MESSAGES: Final = 6
_SHOWN: Final = (
    FindingChange.NEW,
    FindingChange.BACK,
    FindingChange.MENDED,
    FindingChange.DROPPED,
    FindingChange.UNSEEN,
)


@dataclass(frozen=True, slots=True)
class FindingRow:
    """What one rule found at one platform: how often, and what it said, each once. `more` messages are not shown."""

    platform: Link
    rule: Link
    heading: str
    messages: tuple[str, ...]
    more: int
    findings: int
    weight: str
    cause: str


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """The findings of which the same became, under their heading; `more` counts those that are not shown."""

    anchor: str
    heading: str
    rows: tuple[FindingRow, ...]
    more: int


def finding_groups(report: Report, context: ReportContext) -> tuple[FindingGroup, ...]:
    """Return the findings that came or went, by what became of them; what none has is left out."""
    if report.changes is None:
        return ()
    names = {subject.id: labels.name(subject, context.words) for subject in report.subjects}
    found = {change: list(report.changes.of(change)) for change in _SHOWN}
    return tuple(_group(change, each, names, context) for change, each in found.items() if each)


def _group(
    change: FindingChange, found: Sequence[ChangedFinding], names: Mapping[str, str], context: ReportContext
) -> FindingGroup:
    def place(each: ChangedFinding) -> tuple[int, sorting.Collated, str, str, str]:
        weight = labels.weight(each.finding, context.words)
        rank = -each.severity.rank if each.severity is not None and each.finding.waiver is None else 1
        return (
            rank,
            sorting.collated(names.get(each.subject, each.subject)),
            each.subject,
            each.rule,
            weight + each.cause,
        )

    alike = [list(group) for _, group in groupby(sorted(found, key=place), key=place)]
    return FindingGroup(
        anchor=change.value,
        heading=_heading(change, len(found), context.words),
        rows=tuple(_row(each, names, context) for each in alike[:_MOST]),
        more=sum(map(len, alike[_MOST:])),
    )


def _row(found: Sequence[ChangedFinding], names: Mapping[str, str], context: ReportContext) -> FindingRow:
    words, first = context.words, found[0]
    said = Counter(words.message(each.finding.message) for each in found)
    messages = tuple(
        message if count == 1 else words("{message} ({count} times)", message=message, count=count)
        for message, count in said.items()
    )
    return FindingRow(
        platform=Link(names.get(first.subject, first.subject), context.addresses.subject(first.subject)),
        rule=Link(first.rule, context.addresses.rule(first.rule) if first.rule in context.rules else ""),
        heading=heading_of(first.rule, context.rules.get(first.rule), words),
        messages=messages[:_MOST_MESSAGES],
        more=max(0, len(messages) - _MOST_MESSAGES),
        findings=len(found),
        weight=labels.weight(first.finding, words),
        cause=cause(first.cause, words),
    )


def shared_cause(report: Report) -> Cause | None:
    """Return where all that changed comes from; None if it is not all the same."""
    if report.changes is None:
        return None
    found = {each.cause for change in _SHOWN for each in report.changes.of(change)}
    found |= {move.cause for move in report.changes.moves}
    return found.pop() if len(found) == 1 else None


def _heading(change: FindingChange, count: int, words: Translator) -> str:
    return {
        FindingChange.NEW: words("New findings: {count}", count=count),
        FindingChange.BACK: words("Findings back after they were mended: {count}", count=count),
        FindingChange.MENDED: words("Findings mended: {count}", count=count),
        FindingChange.DROPPED: words("Findings no longer applicable: {count}", count=count),
        FindingChange.UNSEEN: words(
            "Findings not looked at this time, so not known to be mended: {count}", count=count
        ),
        FindingChange.KNOWN: words("Findings as they were: {count}", count=count),
    }[change]
