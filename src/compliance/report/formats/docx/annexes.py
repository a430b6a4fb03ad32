"""The annexes: each finding with its place, what could not be observed, and the files that were judged."""

from collections.abc import Iterator

from docx.enum.text import WD_ALIGN_PARAGRAPH

from compliance.locale import Translator
from compliance.model.report import Report
from compliance.model.verdict import SubjectReport
from compliance.report import labels, pipeline
from compliance.report.context import ReportContext
from compliance.report.formats.docx.paper import Paper
from compliance.report.formats.html.view import page_of
from compliance.report.notes import Note, Notes
from compliance.report.noting import notes_of
from compliance.report.owners import OwnerRow
from compliance.report.places import path_of


def annexes(paper: Paper, owner: OwnerRow, report: Report, context: ReportContext) -> None:
    words = context.words
    _annex(paper, words("Annex I"), words("FINDINGS BY PLATFORM"), words)
    _findings(paper, report, context)
    _annex(paper, words("Annex II"), words("WHAT COULD NOT BE OBSERVED, AND WHAT WOULD LET IT BE OBSERVED"), words)
    _unseen(paper, report, context)
    _annex(paper, words("Annex III"), words("FILES THAT WERE JUDGED, WITH THEIR HASHES"), words)
    files = [row for subject in owner.platforms for row in _files_of(subject, context)]
    paper.table((words("Platform"), words("File"), "SHA-256"), files, (38, 70, 55), 9)


def _annex(paper: Paper, number: str, title: str, words: Translator) -> None:
    """Begin a page for an annex, with its number, its title and the letter that it belongs to."""
    heading = paper.heading(number)
    heading.paragraph_format.page_break_before = True
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    below = paper.text(title, bold=True)
    of = words("(Attached to letter No. [[…/…-…]] of [[day, month, year]] of [[the supervising agency]])")
    for paragraph in (below, paper.text(of, italic=True)):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _findings(paper: Paper, report: Report, context: ReportContext) -> None:
    words, notes = context.words, notes_of(report, context)
    names = {subject.id: labels.name(subject, words) for subject in report.subjects}
    found = [_finding(note, names[note.subject], notes, words) for note in pipeline.gravest_first(notes.findings)]
    if found:
        heads = (words("Platform"), words("Weight"), words("What is wrong"), words("Place"), words("Fingerprint"))
        paper.table(heads, found, (29, 22, 50, 38, 24), 9.5)
    else:
        paper.text(words("In what could be observed no breach was found."))


def _finding(note: Note, name: str, notes: Notes, words: Translator) -> tuple[str, ...]:
    wrong = words("{title}: {text}", title=pipeline.heading(note, words), text=pipeline.said(note, words))
    place = f"{path_of(note.location.uri, notes.root)} {note.location.pointer}"
    return name, labels.sentence_case(pipeline.weight(note, words)), wrong, place, note.fingerprint


def _unseen(paper: Paper, report: Report, context: ReportContext) -> None:
    words, sections = context.words, page_of(report, context).sections
    rows = [
        (section.name, each.reason, each.remedy, str(each.count)) for section in sections for each in section.unseen
    ]
    if rows:
        heads = (words("Platform"), words("Reason"), words("What would help"), words("Rules left open"))
        paper.table(heads, rows, (38, 65, 40, 20), 9.5)
    else:
        paper.text(words("Everything that was to be looked at was observed."))


def _files_of(subject: SubjectReport, context: ReportContext) -> Iterator[tuple[str, ...]]:
    name = labels.name(subject, context.words)
    for file in subject.sources:
        yield name, path_of(file.uri, context.root), file.sha256
