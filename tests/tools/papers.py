"""What is in a paper, as programs of others read it."""

import io
import unicodedata
from collections.abc import Iterator
from typing import Any

import docx
import openpyxl
import pypdf


def as_text(content: str | bytes, form: str) -> str:
    """Return all text of a report; that of an office format as another program finds it."""
    if isinstance(content, str):
        return content
    return {"xlsx": of_xlsx, "pdf": of_pdf, "docx": of_docx}[form](content) + "\n"


def of_xlsx(content: bytes) -> str:
    """Return the texts of all cells, a line for each row."""
    return "\n".join(
        " ".join(str(cell) for cell in row if cell is not None) for sheet in sheets(content).values() for row in sheet
    )


def sheets(content: bytes) -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows of each sheet by its name."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def table(content: bytes, sheet: str, first: str) -> list[dict[str, Any]]:
    """Return the rows of a sheet that is a table by their headings, of which `first` is the first.

    A simulated report has a banner above the headings.
    """
    rows = iter(sheets(content)[sheet])
    heads = next(row for row in rows if row[0] == first)
    return [dict(zip(heads, row, strict=True)) for row in rows]


def of_pdf(content: bytes) -> str:
    """Return the text page by page; breaks that were put into long words are taken out."""
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    return unicodedata.normalize("NFC", "\n".join(page.extract_text() for page in pages)).replace("\u200b", "")


def of_docx(content: bytes) -> str:
    """Return the text of paragraphs and of tables, in their order."""
    return "\n".join(_blocks(docx.Document(io.BytesIO(content))))


def _blocks(document: Any) -> Iterator[str]:
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            yield from (" ".join(cell.text for cell in row.cells) for row in block.rows)
        else:
            yield block.text


def squeezed(text: str) -> str:
    """Return a text with one blank between words, as lines of paper are broken anywhere."""
    return " ".join(text.replace("\xa0", " ").split())
