"""Sheets into the bytes of a workbook."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import Any, Final

import xlsxwriter  # type: ignore[import-untyped]  # because it ships no types

from compliance.model.dataclass import dataclass, replace
from compliance.model.language import Language
from compliance.model.text import Text
from compliance.report.formats.xlsx.sheet import Cell, Line, Look, Page, Table
from compliance.report.sanitise import FORMULA, in_xml

MOST_ROWS: Final = 1_000_000
"""A sheet has 1,048,576 rows (ECMA-376)."""

_MOST_CHARACTERS: Final = 32_000
"""A cell has 32,767 characters."""

_DAYS: Final = {"vi": "dd/mm/yyyy", "en": "d mmmm yyyy"}
_WIDTHS: Final = (60, 13, 13, 13, 13, 13)
_HEIGHT: Final = 15
_HEIGHTS: Final = {Look.TITLE: 21, Look.LEAD: 18}
_MOST_HEIGHT: Final = 400
"""Points of a line, of larger lines, and of a row; 409 is the most (ECMA-376)."""

_A3: Final = 8
_A4: Final = 9
_MOST_ON_A4: Final = 10
_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above and below every sheet; `banner` is empty unless mocks were looked at."""

    title: str
    banner: str
    foot: str
    made_on: date
    language: Language


def book(head: Head, first: Page, tables: Sequence[Table]) -> bytes:
    """Return the workbook; what it says of its own making is the day of the report."""
    made = BytesIO()
    with xlsxwriter.Workbook(made, _OPTIONS) as workbook:
        workbook.set_properties({"title": head.title, "created": datetime.combine(head.made_on, time(), UTC)})
        workbook.set_size(2400, 1600)
        writer = _Writer(workbook, head)
        writer.page(first)
        for table in tables:
            for part in _parts(table):
                writer.table(part)
    return made.getvalue()


def _parts(table: Table) -> Iterator[Table]:
    """Yield a table as often as its rows need sheets; the first has its name, the others a number behind it."""
    yield replace(table, rows=table.rows[:MOST_ROWS])
    for number, start in enumerate(range(MOST_ROWS, len(table.rows), MOST_ROWS), 2):
        name = Text(f"{table.name.en} {number}", f"{table.name.vi} {number}")
        yield replace(table, name=name, rows=table.rows[start : start + MOST_ROWS])


class _Writer:
    """Writes sheets in the formats of one workbook."""

    def __init__(self, workbook: Any, head: Head) -> None:
        self._workbook, self._head = workbook, head
        base = {"valign": "top", "font_name": "Times New Roman", "font_size": 11}
        looks: dict[Look, dict[str, object]] = {
            Look.TITLE: {"bold": True, "font_size": 16, "font_color": "#8f1d1d", "text_wrap": True},
            Look.LEAD: {"font_size": 13, "text_wrap": True},
            Look.HEADING: {"bold": True, "font_size": 12, "bottom": 1, "text_wrap": True},
            Look.TEXT: {"text_wrap": True},
            Look.HEADS: {"bold": True, "bg_color": "#f4f5f3", "bottom": 1, "text_wrap": True, "valign": "vcenter"},
            Look.ROW: {"text_wrap": True, "bottom": 4, "bottom_color": "#c9ccc8"},
            Look.TOTAL: {"bold": True, "top": 1, "text_wrap": True},
            Look.BANNER: {"bold": True, "font_color": "#6b3e00", "bg_color": "#fff3d6", "text_wrap": True},
        }
        self._plain = {name: workbook.add_format({**base, **look}) for name, look in looks.items()}
        # because a text that is edited stays one with this mark, whatever it begins with
        self._quoted = {
            name: workbook.add_format({**base, **look, "quote_prefix": True}) for name, look in looks.items()
        }
        self._strip = workbook.add_format({"bold": True, "font_color": "#6b3e00", "font_name": "Times New Roman"})
        middle = {"align": "center"}
        self._numbers = {name: workbook.add_format({**base, **look, **middle}) for name, look in looks.items()}
        day = {"num_format": _DAYS[head.language], "align": "left"}
        self._days = {name: workbook.add_format({**base, **look, **day}) for name, look in looks.items()}

    def page(self, page: Page) -> None:
        sheet = self._sheet(page.name.to(self._head.language))
        sheet.hide_gridlines(2)
        sheet.set_paper(_A4)
        for column, width in enumerate(_WIDTHS):
            sheet.set_column(column, column, width)
        banner = (Line(Look.BANNER, (self._head.banner,)),) if self._head.banner else ()
        for row, line in enumerate((*banner, *page.lines)):
            self._row(sheet, row, line.cells, line.look)

    def _row(self, sheet: Any, row: int, cells: tuple[Cell, ...], look: Look) -> None:
        """Write a row of the first sheet; one cell alone is as wide as the sheet."""
        size = _HEIGHTS.get(look, _HEIGHT)
        if len(cells) > 1:
            self._cells(sheet, row, cells, look, _WIDTHS)
            return
        width = sum(_WIDTHS) * _HEIGHT // size
        sheet.set_row(row, _height(cells, (width,), size) + (8 if look is Look.HEADING else 2))
        sheet.merge_range(row, 0, row, len(_WIDTHS) - 1, "", self._plain[look])
        self._write(sheet, row, 0, cells[0], look)

    def _cells(self, sheet: Any, row: int, cells: tuple[Cell, ...], look: Look, widths: Sequence[int]) -> None:
        """Write a row as high as its longest text needs: not every program sees to that when it opens a file."""
        sheet.set_row(row, _height(cells, widths))
        for column, cell in enumerate(cells):
            self._write(sheet, row, column, cell, look)

    def table(self, table: Table) -> None:
        sheet = self._sheet(table.name.to(self._head.language))
        first = 1 if self._head.banner else 0
        if self._head.banner:
            sheet.write_string(0, 0, self._head.banner, self._strip)
        widths = [column.width for column in table.columns]
        for index, width in enumerate(widths):
            sheet.set_column(index, index, width)
        self._cells(sheet, first, tuple(column.heading for column in table.columns), Look.HEADS, widths)
        for number, cells in enumerate(table.rows, first + 1):
            self._cells(sheet, number, cells, Look.ROW, widths)
        for number, cells in enumerate(table.totals, first + 1 + len(table.rows)):
            self._cells(sheet, number, cells, Look.TOTAL, widths)
        sheet.set_paper(_A3 if len(widths) > _MOST_ON_A4 else _A4)
        sheet.freeze_panes(first + 1, 1)
        sheet.autofilter(first, 0, first + len(table.rows), len(table.columns) - 1)
        sheet.repeat_rows(first)

    def _sheet(self, name: str) -> Any:
        sheet = self._workbook.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer(f"&L{_margin(self._head.foot)}&R&A · &P/&N")
        if self._head.banner:
            sheet.set_header(f"&L{_margin(self._head.banner)}")
        return sheet

    def _write(self, sheet: Any, row: int, column: int, cell: Cell, look: Look) -> None:
        match cell:
            case None | "":
                sheet.write_blank(row, column, None, self._plain[look])
            case int():
                sheet.write_number(row, column, cell, self._numbers[look])
            case date():
                sheet.write_datetime(row, column, datetime.combine(cell, time()), self._days[look])
            case _:
                text = shown(cell)
                formats = self._quoted if text.startswith(FORMULA) else self._plain
                sheet.write_string(row, column, text, formats[look])


def _height(cells: Sequence[Cell], widths: Sequence[int], size: int = _HEIGHT) -> int:
    """Return the points that texts need in columns of these widths, for lines of `size` points."""
    pairs = zip(cells, widths, strict=False)
    lines = (_lines(cell, width) for cell, width in pairs if isinstance(cell, str))
    return min(size * max(lines, default=1) + 1, _MOST_HEIGHT)


def _lines(text: str, width: int) -> int:
    return sum(1 + int(len(part) * 1.08 // width) for part in text.split("\n"))


def shown(text: str) -> str:
    """Return a text as a cell can hold it: nothing hidden, no half character, no longer than a cell may be."""
    seen = in_xml(text)
    return seen if len(seen) <= _MOST_CHARACTERS else f"{seen[: _MOST_CHARACTERS - 1]}…"


def _margin(text: str) -> str:
    """Return a text for a margin, where `&` begins a command."""
    return text.replace("&", "&&")[:200]
