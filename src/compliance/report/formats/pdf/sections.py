"""The data of one platform or document, and of what is left to mend."""

from collections.abc import Sequence
from typing import Any, Final

from compliance.report import labels
from compliance.report.context import ReportContext
from compliance.report.due import left
from compliance.report.due_rows import DueGroup, DueRow, off_paper, on_paper
from compliance.report.formats.html.cards import Card, Place
from compliance.report.formats.html.section import RungRow, Section, Unseen
from compliance.report.notes import Weight
from compliance.report.pipeline import shortened
from compliance.report.tasks import Task

_MARKS: Final = {"✕": "×"}
"""Signs that the fonts do not have, and what stands for them."""

_TASK_MARKS: Final = {Weight.FAIL: "×", Weight.TO_CONFIRM: "×", Weight.WARN: "△", Weight.ADVICE: "○"}
_TONES: Final = {Weight.FAIL: "fail", Weight.TO_CONFIRM: "fail", Weight.WARN: "warn", Weight.ADVICE: "advice"}
_PLACES: Final = 5
_NOTES: Final = 3
_REASONS: Final = 6
_LINES: Final = 4
_LONGEST: Final = 600
"""On paper a text of a place ends here; the workbook has it whole."""


def section_data(section: Section, context: ReportContext) -> dict[str, Any]:
    """Return everything on one platform or document that stands on paper."""
    return {
        "name": section.name,
        "id": section.id,
        "connection": section.connection,
        "stage": section.stage,
        "claimed": section.claimed,
        "is_platform": section.is_platform,
        "rungs": [_rung(rung) for rung in section.rungs],
        "claims": list(section.claims),
        "cards": [_card(card, context) for card in section.cards],
        "unseen": [_unseen(each) for each in section.unseen[:_REASONS]],
        "more_unseen": max(len(section.unseen) - _REASONS, 0),
    }


def _rung(rung: RungRow) -> dict[str, Any]:
    return {
        "figure": str(rung.figure),
        "pattern": rung.pattern,
        "name": rung.name,
        "standing": rung.standing,
        "lines": [line.removesuffix(".") for line in rung.lines[:_LINES]],
        "more": max(len(rung.lines) - _LINES, 0),
    }


def _card(card: Card, context: ReportContext) -> dict[str, Any]:
    return {
        "heading": card.heading,
        "tone": card.tone,
        "mark": _MARKS.get(card.mark, card.mark),
        "weight": labels.sentence_case(card.weight),
        "remedy": card.remedy,
        "clauses": "; ".join(clause.text for clause in card.clauses),
        "places": [_place(place, context) for place in card.places[:_PLACES]],
        "more": card.more + max(len(card.places) - _PLACES, 0),
    }


def _place(place: Place, context: ReportContext) -> dict[str, Any]:
    """Return a place; a file below the folder in which the run was started is named from there."""
    location = place.location.removeprefix(f"{context.root}/") if context.root else place.location
    return {
        "location": shortened(location, _LONGEST),
        "message": shortened(place.message, _LONGEST),
        "weight": place.weight,
        "notes": [shortened(note, _LONGEST) for note in place.notes[:_NOTES]],
    }


def _unseen(unseen: Unseen) -> dict[str, Any]:
    return {"reason": shortened(unseen.reason, _LONGEST), "remedy": unseen.remedy, "count": unseen.count}


def due_data(groups: Sequence[DueGroup], context: ReportContext) -> dict[str, Any]:
    """Return what is due on a day, the counts of each period, and what is left out of the table."""
    counts = [[labels.sentence_case(group.heading), len(group.rows)] for group in groups]
    return {
        "rows": [_due(row, context) for row in on_paper(groups)],
        "counts": counts,
        "left_out": off_paper(groups, context.words),
    }


def _due(row: DueRow, context: ReportContext) -> dict[str, Any]:
    return {
        "day": row.day,
        "left": "" if row.left is None else left(row.left, context.words),
        "what": shortened(row.what, _LONGEST),
        "doubt": row.doubt,
        "origin": row.origin,
        "is_law": row.is_law,
        "platforms": row.count,
    }


def task_data(task: Task, context: ReportContext) -> dict[str, Any]:
    """Return what is to be mended on one platform."""
    return {
        "mark": _TASK_MARKS[task.weight],
        "tone": _TONES[task.weight],
        "weight": labels.sentence_case(labels.weight(task.findings[0], context.words)),
        "platform": labels.name(task.subject, context.words),
        "heading": task.heading,
        "places": len(task.findings),
        "clauses": "; ".join(task.clauses),
    }
