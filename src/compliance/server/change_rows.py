"""What changed between two runs as tables: platforms that moved, findings by what became of them."""

from collections.abc import Mapping
from typing import Final

from compliance.locale import Translator
from compliance.model.dataclass import dataclass
from compliance.model.ladder import Rung
from compliance.model.report import Report
from compliance.model.run_changes import ChangedFinding, FindingChange, Move
from compliance.model.standing import StageState
from compliance.report import labels, stages
from compliance.report.context import ReportContext
from compliance.report.findings import heading_of
from compliance.report.formats.html.links import Link
from compliance.report.run_changes import cause

_MOST: Final = 300
_SHOWN: Final = (
    FindingChange.NEW,
    FindingChange.BACK,
    FindingChange.MENDED,
    FindingChange.DROPPED,
    FindingChange.UNSEEN,
)


@dataclass(frozen=True, slots=True)
class MoveRow:
    """A platform on another stage, or connected otherwise, than it was. `mark` repeats the direction as a sign."""

    platform: Link
    mark: str
    was: str
    now: str
    connection_was: str
    connection_now: str
    reason: str
    cause: str


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding that came or went."""

    platform: Link
    rule: Link
    heading: str
    message: str
    weight: str
    cause: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """The findings of which the same became, under their heading; `more` counts those that are not shown."""

    heading: str
    rows: tuple[FindingRow, ...]
    more: int


def move_rows(report: Report, context: ReportContext) -> tuple[MoveRow, ...]:
    """Return the platforms that moved, those that fell first."""
    if report.changes is None:
        return ()
    names = _names(report, context.words)
    moves = sorted(report.changes.moves, key=lambda move: (move.steps, names.get(move.subject, move.subject)))
    return tuple(_move(move, names, context) for move in moves)


def finding_groups(report: Report, context: ReportContext) -> tuple[FindingGroup, ...]:
    """Return the findings that came or went, by what became of them; what none has is left out."""
    if report.changes is None:
        return ()
    names, words = _names(report, context.words), context.words
    found = {change: list(report.changes.of(change)) for change in _SHOWN}
    return tuple(
        FindingGroup(
            heading=words("{name}: {count}", name=_change(change, words), count=len(rows)),
            rows=tuple(_finding(each, names, context) for each in rows[:_MOST]),
            more=max(0, len(rows) - _MOST),
        )
        for change, rows in found.items()
        if rows
    )


def _names(report: Report, words: Translator) -> Mapping[str, str]:
    return {subject.id: labels.name(subject, words) for subject in report.subjects}


def _move(move: Move, names: Mapping[str, str], context: ReportContext) -> MoveRow:
    words = context.words
    return MoveRow(
        platform=Link(names.get(move.subject, move.subject), context.addresses.subject(move.subject)),
        mark="▲" if move.steps > 0 else "▼" if move.steps < 0 else "·",
        was=_figure(move.was),
        now=_figure(move.now),
        connection_was=stages.standing(move.connection_was, words),
        connection_now=stages.standing(move.connection_now, words),
        reason=_reason(move.reason, words),
        cause=cause(move.cause, words),
    )


def _finding(each: ChangedFinding, names: Mapping[str, str], context: ReportContext) -> FindingRow:
    words = context.words
    known = each.rule in context.rules
    return FindingRow(
        platform=Link(names.get(each.subject, each.subject), context.addresses.subject(each.subject)),
        rule=Link(each.rule, context.addresses.rule(each.rule) if known else ""),
        heading=heading_of(each.rule, context.rules.get(each.rule), words),
        message=words.message(each.finding.message),
        weight=labels.weight(each.finding, words),
        cause=cause(each.cause, words),
        fingerprint=each.finding.fingerprint,
    )


def _figure(rung: Rung | None) -> str:
    return "?" if rung is None else str(rung.rank)


def _reason(state: StageState | None, words: Translator) -> str:
    """Return what is known now of the lowest stage that was lost; empty where none was."""
    return stages.stage_state(state, words) if state is not None else ""


def _change(change: FindingChange, words: Translator) -> str:
    return {
        FindingChange.NEW: words("New"),
        FindingChange.BACK: words("Back after it was mended"),
        FindingChange.MENDED: words("Mended"),
        FindingChange.DROPPED: words("No longer applicable"),
        FindingChange.UNSEEN: words("Not looked at this time, so not known to be mended"),
        FindingChange.KNOWN: words("As it was"),
    }[change]
