"""The end of the letter: who gets it, and an empty place for whoever signs."""

from docx.shared import Pt

from compliance.locale import Translator
from compliance.report.formats.docx.paper import Paper, centred, fill


def write_end(paper: Paper, words: Translator) -> None:
    left, right = paper.columns(80, 83)
    fill(left.paragraphs[0], words("Recipients:"), bold=True, italic=True, size=12)
    for line in (words("- As above;"), words("- [[…]];"), words("- Kept: VT, [[drafting unit]].")):
        paragraph = left.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        fill(paragraph, line, size=11)
    centred(right, words("[[AUTHORITY AND POSITION OF WHO SIGNS]]"), bold=True, size=13)
    for _ in range(3):
        centred(right, "", size=13)
    centred(right, words("[[Signature; full name]]"), bold=True, size=13)
