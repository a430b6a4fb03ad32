"""The platforms that moved between two runs, as a table."""

from collections.abc import Mapping

from compliance.locale import Translator
from compliance.model.dataclass import dataclass
from compliance.model.report import Report
from compliance.model.run_changes import Move
from compliance.model.standing import StageState
from compliance.report import labels, stages
from compliance.report.context import ReportContext
from compliance.report.formats.html.links import Link
from compliance.report.owners import figure
from compliance.report.run_words import cause


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


def move_rows(report: Report, context: ReportContext) -> tuple[MoveRow, ...]:
    """Return the platforms that moved, those that fell first."""
    if report.changes is None:
        return ()
    names = _names(report, context.words)
    moves = sorted(report.changes.moves, key=lambda move: (move.steps, names.get(move.subject, move.subject)))
    return tuple(_move(move, names, context) for move in moves)


def _names(report: Report, words: Translator) -> Mapping[str, str]:
    return {subject.id: labels.name(subject, words) for subject in report.subjects}


def _move(move: Move, names: Mapping[str, str], context: ReportContext) -> MoveRow:
    words = context.words
    return MoveRow(
        platform=Link(names.get(move.subject, move.subject), context.addresses.subject(move.subject)),
        mark="▲" if move.steps > 0 else "▼" if move.steps < 0 else "·",
        was=figure(move.was),
        now=figure(move.now),
        connection_was=stages.standing(move.connection_was, words),
        connection_now=stages.standing(move.connection_now, words),
        reason=_reason(move.reason, words),
        cause=cause(move.cause, words),
    )


def _reason(state: StageState | None, words: Translator) -> str:
    """Return what is known now of the lowest stage that was lost; empty where none was."""
    return stages.stage_state(state, words) if state is not None else ""
