"""The report as CSV (RFC 4180): a row for each finding, and for each check that was not judged or not observed.

The names of the columns are those of the JSON report and the same in every language, so that programs hold on to them.
"""

from collections.abc import Iterator
from typing import Final

from compliance.locale import Translator
from compliance.model.grades import Outcome
from compliance.model.report import Report
from compliance.report import pipeline
from compliance.report.context import ReportContext
from compliance.report.notes import Check, Note, Notes, Weight
from compliance.report.noting import notes_of
from compliance.report.places import path_of
from compliance.report.separated import separated

EXTENSION: Final = "csv"

_COLUMNS: Final = (
    "outcome", "severity", "confirmation", "rule", "subject", "name", "uri", "line", "column", "pointer", "heading",
    "message", "remedy", "norm", "requirements", "clauses", "related", "fingerprint", "waived_until", "remarks",
    "as_of", "simulated", "evidence",
)  # fmt: skip


def write(report: Report, context: ReportContext) -> str:
    return write_notes(notes_of(report, context), context.words)


def write_notes(notes: Notes, words: Translator) -> str:
    common = {"as_of": notes.as_of.isoformat(), "simulated": "yes" if notes.is_simulated else "no"}
    rows = ({name: pipeline.shortened(value) for name, value in (row | common).items()} for row in _rows(notes, words))
    return separated(_COLUMNS, rows)


def _rows(notes: Notes, words: Translator) -> Iterator[dict[str, str]]:
    names = {subject.id: words.text(subject.name) for subject in notes.subjects}
    for note in pipeline.gravest_first(notes.findings):
        yield {**_finding(note, notes, words), "name": names.get(note.subject, note.subject)}
    for check in notes.checks:
        if outcome := _left_open(check):
            yield {**_check(check, outcome, notes, words), "name": names.get(check.subject, check.subject)}
    for sentence in (*pipeline.simulated(notes, words), *pipeline.result(notes, words)):
        yield {"outcome": "result", "message": sentence}


def _finding(note: Note, notes: Notes, words: Translator) -> dict[str, str]:
    at = note.location
    return {
        "outcome": "waived" if note.waiver else "breached",
        "severity": note.weight.severity or "",
        "confirmation": "needed" if note.weight is Weight.TO_CONFIRM else "",
        "rule": note.rule,
        "subject": note.subject,
        "uri": path_of(at.uri, notes.root),
        "line": str(at.line or ""),
        "column": str(at.column or ""),
        "pointer": at.pointer,
        "heading": pipeline.heading(note, words),
        "message": pipeline.said(note, words),
        "remedy": words(note.remedy),
        "norm": words(note.norm),
        "requirements": " ".join(note.requirements),
        "clauses": "; ".join(pipeline.clauses(note.requirements, notes, words)),
        "related": " ".join(map(str, note.related)),
        "fingerprint": note.fingerprint,
        "waived_until": note.waiver.expires.isoformat() if note.waiver else "",
        "remarks": " ".join(map(words.message, note.remarks)),
        "evidence": "; ".join(map(words.message, note.evidence)),
    }


def _check(check: Check, outcome: str, notes: Notes, words: Translator) -> dict[str, str]:
    return {
        "outcome": outcome,
        "rule": check.rule,
        "subject": check.subject,
        "message": words.message(check.reason) if check.reason else "",
        "requirements": " ".join(check.requirements),
        "clauses": "; ".join(pipeline.clauses(check.requirements, notes, words)),
    }


def _left_open(check: Check) -> str:
    """Return how a check ended that saw nothing or not all; empty for the others."""
    if check.outcome is Outcome.ERROR:
        return "error"
    if check.is_unjudged:
        return "not_judged"
    return "not_observed" if check.outcome is Outcome.NOT_OBSERVED else ""
