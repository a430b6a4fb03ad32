"""The draft of an official letter to the owner of platforms, laid out as Decree 30/2020/NĐ-CP asks for letters.

What was observed, what is asked, by when, and annexes. Number, day, deadline and signer are left for people; the text
can be edited. The same report gives the same bytes.
"""

from typing import Final

from compliance.model import summary
from compliance.model.dossier import Kind
from compliance.model.remedy import Remedy
from compliance.model.report import Report
from compliance.model.text import Message
from compliance.report.context import ReportContext
from compliance.report.formats import NotThisReport
from compliance.report.formats.docx.annexes import annexes
from compliance.report.formats.docx.body import write_body
from compliance.report.formats.docx.head import write_head
from compliance.report.formats.docx.paper import Paper
from compliance.report.formats.docx.sign import write_end
from compliance.report.owners import OwnerRow, owners_of

EXTENSION: Final = "docx"
IS_BINARY: Final = True
IS_PAPER: Final = True


def write(report: Report, context: ReportContext) -> bytes:
    """Write the letter; raises `NotThisReport` unless the report is on the platforms of one owner."""
    owner, words = _addressee(report, context), context.words
    paper = Paper(words, report)
    write_head(paper, owner, words)
    write_body(paper, owner, report, context)
    write_end(paper, words)
    annexes(paper, owner, report, context)
    return paper.content()


def _addressee(report: Report, context: ReportContext) -> OwnerRow:
    found = owners_of(summary.of_kind(report.subjects, Kind.PLATFORM), context.words)
    if not found:
        raise NotThisReport(Message.of("a letter goes to the owner of platforms, and this report is on none"))
    if len(found) > 1:
        template = "a letter goes to one owner, and this report is on the platforms of {count}"
        raise NotThisReport(Message.of(template, count=len(found)), Remedy.SPLIT_BY_OWNER)
    return found[0]
