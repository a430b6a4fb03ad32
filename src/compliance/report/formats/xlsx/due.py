"""The table of what is due within a year: a row for each day and what falls on it."""

from collections.abc import Iterable, Mapping
from typing import Final

from compliance.model.due import DueItem
from compliance.model.report import Report
from compliance.model.text import Text
from compliance.report import due, labels
from compliance.report.context import ReportContext
from compliance.report.formats.xlsx.sheet import Cell, Column, Table

_NAMED: Final = 8
"""So many platforms are named beside what is due on them; their number stands there in any case."""


def due_sheet(report: Report, context: ReportContext) -> Table | None:
    """Return what has passed first, then the nearest; None if nothing is due. Days that law sets have a mark."""
    if not report.due:
        return None
    words = context.words
    columns = (
        Column(words("Day"), 18),
        Column(words("Days left"), 9),
        Column(words("Set by a text of law"), 12),
        Column(words("Who or what sets the day"), 24),
        Column(words("What is due"), 60),
        Column(words("Clause or source"), 46),
        Column(words("Platforms"), 10),
        Column(words("Perhaps platforms"), 10),
        Column(words("Only for"), 36),
        Column(words("Which platforms"), 60),
        Column(words("How its text is known, and whether it binds"), 36),
        Column(words("Remarks"), 36),
        Column(words("Identifier"), 22),
    )
    names = {subject.id: labels.name(subject, words) for subject in report.subjects}
    return Table(Text("Due", "Việc đến hạn"), columns, tuple(_row(item, names, report, context) for item in report.due))


def _row(item: DueItem, names: Mapping[str, str], report: Report, context: ReportContext) -> tuple[Cell, ...]:
    words = context.words
    return (
        item.day,
        item.days_left,
        words("yes") if item.is_set_by_law else None,
        labels.sentence_case(due.kind(item.kind, words)),
        labels.sentence_case(due.said(item.what, words)),
        due.clause(item, context) or due.said(item.source, words),
        len(item.subjects),
        len(item.perhaps),
        due.said(item.condition, words),
        _named(item.concerned, names, context),
        "; ".join(due.standing(item, report.as_of, context)),
        words.text(item.note),
        item.requirement,
    )


def _named(ids: Iterable[str], names: Mapping[str, str], context: ReportContext) -> str:
    found = [names.get(each, each) for each in ids]
    named = "; ".join(found[:_NAMED])
    more = len(found) - _NAMED
    return context.words("{text} and {count} more", text=named, count=more) if more > 0 else named
