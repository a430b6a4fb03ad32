"""What is due, for a terminal: the nearest first, and how much more there is."""

from collections.abc import Iterator, Sequence
from typing import Final

from compliance.model.due import DuePeriod
from compliance.model.report import Report
from compliance.model.verdict import SubjectReport
from compliance.report.context import ReportContext
from compliance.report.due import left, nothing
from compliance.report.due_rows import DueGroup, DueRow, groups
from compliance.report.sanitise import one_line
from compliance.report.terminal import headline, wrapped

_MOST: Final = 8
_MOST_PAST: Final = 3
"""So many are told of a fleet, and so many of those whose day has passed; of one platform all are."""
_STEP: Final = "  "


def lines(report: Report, platforms: Sequence[SubjectReport], context: ReportContext) -> Iterator[str]:
    """Yield what is due on platforms; that nothing is, where nothing is."""
    words, found = context.words, groups(report.due, platforms, context)
    yield from headline(words("What is due"), context)
    if not found:
        yield from wrapped(nothing(words), context, _STEP, _STEP)
        return
    is_fleet, room, more = len(platforms) > 1, _MOST, 0
    for group in found:
        shown = _shown(group, room) if is_fleet else group.rows
        if shown:
            yield from wrapped(group.heading, context, " ", " ")
        for row in shown:
            yield from wrapped(_line(row, context, is_fleet=is_fleet), context, _STEP, _STEP * 2)
        room -= len(shown)
        more += len(group.rows) - len(shown)
    if more:
        yield from wrapped(words("{count} more; see the HTML or JSON report", count=more), context, _STEP, _STEP)


def _shown(group: DueGroup, room: int) -> Sequence[DueRow]:
    return group.rows[: min(room, _MOST_PAST) if group.period is DuePeriod.PAST else room]


def _line(row: DueRow, context: ReportContext, *, is_fleet: bool) -> str:
    words, what = context.words, one_line(row.what).removesuffix(".")
    if is_fleet and row.platforms:
        what = words("{what} (platforms: {count})", what=what, count=row.count)
    said = "; ".join(part for part in (what, row.origin, row.doubt) if part)
    if row.left is None:
        return said
    return words("{day} ({left}): {said}", day=row.day, left=left(row.left, words), said=said)
