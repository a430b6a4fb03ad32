"""What is due, as JSON."""

from collections.abc import Iterable
from datetime import date

from compliance.model.due import DueItem
from compliance.report import due
from compliance.report.context import ReportContext
from compliance.report.formats.json import v1_due


def due_items(items: Iterable[DueItem], on: date, context: ReportContext) -> tuple[v1_due.Due, ...]:
    """Return what is due, as seen on a day, in the shape of the published schema."""
    return tuple(_item(item, on, context) for item in items)


def _item(item: DueItem, on: date, context: ReportContext) -> v1_due.Due:
    words = context.words
    return v1_due.Due(
        kind=item.kind,
        period=item.period,
        day=item.day.isoformat() if item.day else None,
        days_left=item.days_left,
        what=due.said(item.what, words),
        source=due.said(item.source, words) or None,
        requirement=item.requirement,
        citation=due.clause(item, context) or None,
        standing=due.standing(item, on, context),
        condition=due.said(item.condition, words) or None,
        note=words.text(item.note) or None,
        subjects=item.subjects,
        perhaps=item.perhaps,
        count=item.count,
    )
