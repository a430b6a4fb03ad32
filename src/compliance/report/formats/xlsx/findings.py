"""The table of findings: a row for each place, and for what could not be judged."""

from compliance.model.report import Report
from compliance.model.text import Text, local_day
from compliance.model.verdict import SubjectReport
from compliance.report import labels, pipeline
from compliance.report.context import ReportContext
from compliance.report.formats.xlsx.sheet import Cell, Column, Table
from compliance.report.notes import Note, Notes
from compliance.report.noting import notes_of
from compliance.report.places import path_of


def finding_sheet(report: Report, context: ReportContext) -> Table:
    """Return what was found, the gravest first and what is waived last."""
    notes, words = notes_of(report, context), context.words
    columns = (
        Column(words("Weight"), 16),
        Column(words("Platform"), 38),
        Column(words("Owner"), 26),
        Column(words("What is wrong"), 44),
        Column(words("What was found"), 50),
        Column(words("How to mend it"), 50),
        Column(words("Clauses"), 40),
        Column(words("Place"), 44),
        Column(words("Pointer"), 26),
        Column(words("Norm"), 44),
        Column(words("Looked at on"), 18),
        Column(words("Waived until"), 18),
        Column(words("Remarks"), 30),
        Column(words("Identifier"), 26),
        Column(words("Rule"), 38),
        Column(words("Fingerprint"), 20),
    )
    subjects = {subject.id: subject for subject in report.subjects}
    found = (*pipeline.gravest_first(notes.findings), *notes.troubles)
    rows = (_row(note, subjects[note.subject], notes, context) for note in found)
    return Table(Text("Findings", "Vi phạm"), columns, tuple(rows))


def _row(note: Note, subject: SubjectReport, notes: Notes, context: ReportContext) -> tuple[Cell, ...]:
    words, at = context.words, note.location
    place = path_of(at.uri, notes.root)
    return (
        labels.sentence_case(pipeline.weight(note, words)),
        labels.name(subject, words),
        labels.owner(subject, words),
        pipeline.heading(note, words),
        pipeline.said(note, words),
        words(note.remedy),
        "; ".join(pipeline.clauses(note.requirements, notes, words)),
        f"{place}:{at.line}" if at.line else place,
        at.pointer,
        words(note.norm),
        local_day(subject.inspection.at) if subject.inspection else None,
        note.waiver.expires if note.waiver else None,
        " ".join(map(words.message, note.remarks)),
        subject.id,
        note.rule,
        note.fingerprint,
    )
