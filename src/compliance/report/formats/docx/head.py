"""The head of the letter: who writes, the motto, number and subject, place and day, to whom."""

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from compliance.locale import Translator
from compliance.report.formats.docx.paper import Paper, centred, fill, ruled
from compliance.report.owners import OwnerRow


def write_head(paper: Paper, owner: OwnerRow, words: Translator) -> None:
    """Write everything above the text. Number and day stay open: no program fills them in."""
    left, right = paper.columns(66, 97)
    centred(left, words("[[THE SUPERVISING AGENCY]]"), bold=True, size=12)
    _line(left, 28)
    centred(left, words("No.: [[…/…-…]]"), size=13)
    subject = words("Re: connection and sharing of data of the digital platforms of {owner}", owner=owner.name)
    centred(left, subject, size=12)
    centred(right, words("SOCIALIST REPUBLIC OF VIET NAM"), bold=True, size=12)
    centred(right, words("Independence - Freedom - Happiness"), bold=True, size=13)
    _line(right, 17)
    centred(right, words("[[Place]], day [[…]] month [[…]] year [[…]]"), italic=True, size=13)
    to = paper.document.add_paragraph()
    to.alignment = WD_ALIGN_PARAGRAPH.CENTER
    to.paragraph_format.space_before = to.paragraph_format.space_after = Pt(14)
    fill(to, words("To: {owner}", owner=owner.name), size=14)


def _line(cell: object, inset: int) -> None:
    """Draw a line below the last one, in from both edges by so many millimetres."""
    line = centred(cell, "", size=2)  # type: ignore[arg-type]  # because a cell has no public type
    line.paragraph_format.left_indent = line.paragraph_format.right_indent = Mm(inset)
    line.paragraph_format.space_after = Pt(4)
    line.paragraph_format.line_spacing = Pt(3)
    ruled(line)
