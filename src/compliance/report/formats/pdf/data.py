"""What the templates are given: everything counted, sorted and in the reader's words; they only set it."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from compliance.locale import Translator
from compliance.model import summary
from compliance.model.dossier import Kind
from compliance.model.due import due_of
from compliance.model.report import Report
from compliance.model.stages import connection_counts
from compliance.model.subject_counts import FindingCounts
from compliance.report import due_rows, labels, owners, stages
from compliance.report.context import ReportContext
from compliance.report.formats.html.first_screen import FirstScreen
from compliance.report.formats.html.overview import BarRow, Cell, CellRow
from compliance.report.formats.html.rows import Group, PlatformRow
from compliance.report.formats.html.section import Section
from compliance.report.formats.html.view import page_of
from compliance.report.formats.pdf.printable import printable
from compliance.report.formats.pdf.sections import due_data, section_data, task_data
from compliance.report.formats.pdf.words import words_of
from compliance.report.owners import OwnerRow, Total, told_apart
from compliance.report.pipeline import shortened
from compliance.report.tasks import tasks

_MISSING: Final = 80
"""So much of what holds a platform back stands in the table; the section on the platform has all of it."""


def data_of(report: Report, context: ReportContext) -> Any:
    """Return the data of a report; one on the platforms of one owner is headed by it and has no table of owners."""
    page, words = page_of(report, context), context.words
    first = page.first
    found = owners.owners_of(summary.of_kind(report.subjects, Kind.PLATFORM), words)
    only = found[0] if len(found) == 1 and not page.documents else None
    data = {
        "lang": words.language,
        "title": words("{title}: {name}", title=page.title, name=only.name) if only else page.title,
        "heading": _named(only.name, only.code, words) if only else first.heading,
        "date": [report.as_of.year, report.as_of.month, report.as_of.day],
        "simulated": first.simulated,
        "foot": words.message(labels.heading(report)),
        **_first_screen(first, context),
        "owners": [] if only else [_owner(row) for row in first.owners],
        "totals": [] if only else list(_totals(first, words)),
        "cells": [_cell(cell) for row in first.owners for cell in row.cells] if only else [],
        "is_of_one": only is not None,
        "groups": [_group(group) for group in page.groups],
        "due": due_data(first.due, context),
        "parts": [_part(row, report, page.sections, context) for row in found],
        "documents": [section_data(each, context) for each in page.sections if not each.is_platform],
        "words": words_of(words),
    }
    return _printable(data)


def _first_screen(first: FirstScreen, context: ReportContext) -> dict[str, Any]:
    counted = first.connected
    before = context.words("Of {platforms} platforms:", platforms=counted.platforms)
    return {
        "facts": [[fact.name, fact.value] for fact in first.facts],
        "lead": [before, *([count, link.text] for count, link in first.lead)] if first.lead else [],
        "beside": " ".join(first.beside),
        "findings": list(first.findings),
        "claim": list(first.claim),
        "notices": list(first.notices),
        "changes": [first.changes.title, *(f"{line.mark} {line.text}" for line in first.changes.lines)]
        if first.changes
        else [],
        "ladder": [_bar(row, has_undecided=first.has_undecided) for row in first.ladder],
        "has_undecided": first.has_undecided,
        "highest": first.highest,
        "held_back": [
            [f"{row.hindrance.number} {row.hindrance.stage}", row.hindrance.what, row.count] for row in first.held_back
        ],
    }


def _bar(row: BarRow, *, has_undecided: bool) -> dict[str, Any]:
    counts = row.stage.counts
    undecided = [counts.undecided] if has_undecided else []
    return {
        "number": row.stage.number,
        "name": row.stage.name,
        "parts": [[part.kind, float(part.width.rstrip("%"))] for part in row.bar],
        "counts": [counts.evidenced, counts.claimed, *undecided, counts.neither],
    }


def _owner(row: CellRow) -> dict[str, Any]:
    owner = row.owner
    return {
        "name": owner.name,
        "code": owner.code or "",
        "cells": [_cell(cell) for cell in row.cells],
        "said": row.said,
        "numbers": _total(owner.total),
    }


def _cell(cell: Cell) -> list[str]:
    return [cell.pattern, cell.figure]


def _total(total: Total) -> list[int]:
    return [total.left, total.platforms, *_weights(total.findings)]


def _weights(found: FindingCounts) -> list[int]:
    return [found.fail, found.to_confirm, found.warn, found.advice]


def _totals(first: FirstScreen, words: Translator) -> Iterator[dict[str, Any]]:
    yield {"name": words("All owners"), "said": "", "numbers": _total(first.total)}
    if first.intermediaries:
        said = "; ".join(first.intermediaries)
        yield {"name": words("Intermediaries, told apart"), "said": said, "numbers": _total(first.apart)}


def _group(group: Group) -> dict[str, Any]:
    return {"heading": group.heading, "rows": [_platform(row) for row in group.rows]}


def _platform(row: PlatformRow) -> dict[str, Any]:
    return {
        "name": row.name,
        "id": row.id,
        "owner": row.owner,
        "figure": row.figure,
        "claimed": row.claimed_figure,
        "is_as_claimed": row.is_as_claimed,
        "is_contradicted": row.is_contradicted,
        "missing": shortened(row.missing, _MISSING),
        "numbers": _weights(row.findings),
    }


def _part(owner: OwnerRow, report: Report, sections: Sequence[Section], context: ReportContext) -> dict[str, Any]:
    """Return an owner with what it is asked for and its platforms, in the order of the table of platforms."""
    words, own = context.words, {subject.id for subject in owner.platforms}
    counted = connection_counts(owner.platforms)
    return {
        "name": _named(owner.name, owner.code, words),
        "lead": stages.lead(owner.platforms, context) if counted.platforms else "",
        "findings": [labels.weights(owner.total.findings, words), *filter(None, [told_apart(owner.platforms, words)])],
        "due": due_data(due_rows.groups(due_of(report.due, own), owner.platforms, context), context),
        "tasks": [task_data(task, context) for task in tasks(owner.platforms, context)],
        "platforms": [section_data(each, context) for each in sections if each.is_platform and each.id in own],
    }


def _named(name: str, code: str | None, words: Translator) -> str:
    return words("{name} ({code})", name=name, code=code) if code else name


def _printable(value: Any) -> Any:
    """Return the same with every text in it as the fonts can show it."""
    match value:
        case str():
            return printable(value)
        case dict():
            return {key: _printable(each) for key, each in value.items()}
        case list() | tuple():
            return [_printable(each) for each in value]
    return value
