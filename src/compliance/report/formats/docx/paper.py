"""A letter on paper: page, type, paragraphs and tables, as Annex I of Decree 30/2020/NĐ-CP has them."""

from collections.abc import Sequence
from datetime import UTC, datetime, time
from io import BytesIO
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from compliance.locale import Translator
from compliance.model.pattern import late
from compliance.model.report import Report
from compliance.report import labels
from compliance.report.sanitise import in_xml, quoted

FONT: Final = "Times New Roman"
_PLACEHOLDER: Final = late(r"(\[\[.*?\]\])")
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_LONGEST: Final = 4_000
_TAGS: Final = {"vi": "vi-VN", "en": "en-GB"}

Cells = Sequence[str]


class Paper:
    """A document that is being written from top to bottom."""

    def __init__(self, words: Translator, report: Report) -> None:
        self.document = Document()
        self._set_page()
        self._set_type(_TAGS[words.language])
        self._set_margins(labels.simulated(words) if report.is_simulated else "")
        made = datetime.combine(report.as_of, time(), UTC)
        properties = self.document.core_properties
        properties.author, properties.comments = "", ""
        properties.title = in_xml(words("Draft of a letter on the connection of digital platforms"))
        properties.language = _TAGS[words.language]
        properties.created = properties.modified = made
        if report.is_simulated:
            self.text(labels.simulated(words), bold=True)

    def _set_page(self) -> None:
        """Set A4 upright with the margins of the decree: 20-25 mm above and below, 30-35 left, 15-20 right."""
        section = self.document.sections[0]
        section.orientation = WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin = section.bottom_margin = Mm(20)
        section.left_margin, section.right_margin = Mm(30), Mm(17)

    def _set_type(self, language: str) -> None:
        for name in ("Normal", "Header", "Footer", "Heading 1", "Heading 2"):
            style = self.document.styles[name]
            style.font.name, style.font.size = FONT, Pt(13)
            style.font.color.rgb = None
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for attribute in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
                fonts.set(qn(attribute), FONT)
            for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
                fonts.attrib.pop(qn(theme), None)
        spoken = OxmlElement("w:lang")
        spoken.set(qn("w:val"), language)
        self.document.styles["Normal"].element.get_or_add_rPr().append(spoken)
        form = self.document.styles["Normal"].paragraph_format
        form.space_before, form.space_after, form.line_spacing = Pt(0), Pt(6), 1.1

    def _set_margins(self, banner: str) -> None:
        """Number the pages in the middle of the head from the second on; what is simulated says so on each."""
        section = self.document.sections[0]
        section.different_first_page_header_footer = True
        number = section.header.paragraphs[0]
        number.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _field(number, "PAGE")
        if banner:
            for foot in (section.footer, section.first_page_footer):
                run = foot.paragraphs[0].add_run(banner)
                run.bold, run.font.size = True, Pt(9)

    def text(self, text: str, *, bold: bool = False, italic: bool = False, indent: bool = False) -> Paragraph:
        """Add a paragraph over the whole width; `[[…]]` marks what people fill in."""
        paragraph: Paragraph = self.document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        if indent:
            paragraph.paragraph_format.first_line_indent = Mm(10)
        fill(paragraph, text, bold=bold, italic=italic)
        return paragraph

    def heading(self, text: str, level: int = 1) -> Paragraph:
        """Add a heading that navigation finds, in the type of the text."""
        paragraph: Paragraph = self.document.add_heading(level=level)
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(6)
        fill(paragraph, text, bold=True)
        return paragraph

    def table(self, heads: Cells, rows: Sequence[Cells], widths: Sequence[int], size: float = 11) -> None:
        """Add a table with widths in millimetres; its head stands on each page, and no row is torn."""
        table = self.document.add_table(rows=0, cols=len(heads))
        table.style = "Table Grid"
        _set_widths(table, widths)
        for number, cells in enumerate((heads, *rows)):
            self._row(table, cells, widths, size, is_head=number == 0)
        self.document.add_paragraph().paragraph_format.space_after = Pt(0)

    def _row(self, table: Table, cells: Cells, widths: Sequence[int], size: float, *, is_head: bool) -> None:
        row: Any = table.add_row()  # type: ignore[no-untyped-call]  # because the library gives it no types
        properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - because the library has no name for these two
        properties.append(OxmlElement("w:cantSplit"))
        if is_head:
            properties.append(OxmlElement("w:tblHeader"))
        for cell, text, width in zip(row.cells, cells, widths, strict=True):
            cell.width = Mm(width)
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(2)
            if is_head:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            fill(paragraph, text, bold=is_head, size=size)

    def columns(self, left: int, right: int) -> tuple[_Cell, _Cell]:
        """Add two columns without lines, with widths in millimetres, which stay on one page."""
        table = self.document.add_table(rows=1, cols=2)
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001 - as below
        _set_widths(table, (left, right))
        cells = table.rows[0].cells
        return cells[0], cells[1]

    def content(self) -> bytes:
        """Return the file; its parts carry no time of their own."""
        written, made = BytesIO(), BytesIO()
        self.document.save(written)
        with ZipFile(written) as source, ZipFile(made, "w", ZIP_DEFLATED) as target:
            for name in source.namelist():
                target.writestr(ZipInfo(name, _EPOCH), source.read(name), ZIP_DEFLATED)
        return made.getvalue()


def _set_widths(table: Table, widths: Sequence[int]) -> None:
    """Set widths of columns: of the grid, as LibreOffice reads it, and of the cells that there are, as Word does."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def centred(cell: _Cell, text: str, **look: Any) -> Paragraph:
    """Add a line in the middle of a cell, in place of the empty one that a cell begins with."""
    first: Paragraph = cell.paragraphs[0]
    paragraph = first if not first.runs and len(cell.paragraphs) == 1 else cell.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(2)
    fill(paragraph, text, **look)
    return paragraph


def fill(
    paragraph: Paragraph, text: str, *, bold: bool = False, italic: bool = False, size: float | None = None
) -> None:
    """Write a text into a paragraph; what stands in `[[…]]` is shown in `[…]`, marked for whoever fills it in."""
    shown = quoted(in_xml(text))
    shown = shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…"
    for part in _PLACEHOLDER.split(shown):
        if not part:
            continue
        is_open = part.startswith("[[") and part.endswith("]]")
        run = paragraph.add_run(part[1:-1] if is_open else part)
        run.bold, run.italic = bold, italic
        if size is not None:
            run.font.size = Pt(size)
        if is_open:
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW


def ruled(paragraph: Paragraph) -> None:
    """Draw the line that stands below names and mottoes."""
    borders = OxmlElement("w:pBdr")
    line = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    # because what stands out of the order of the schema is damage to some programs
    paragraph._p.get_or_add_pPr().insert_element_before(borders, "w:spacing", "w:ind", "w:jc")  # noqa: SLF001 - as below


def _field(paragraph: Paragraph, code: str) -> None:
    run = paragraph.add_run()
    for kind, text in (("begin", ""), ("", code), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)  # noqa: SLF001 - as above
