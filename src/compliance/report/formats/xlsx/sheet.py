"""What a sheet holds, before any program of tables is asked to write it."""

from datetime import date
from enum import StrEnum
from typing import TypeAlias

from compliance.model.dataclass import dataclass
from compliance.model.text import Text

Cell: TypeAlias = "str | int | date | None"
"""A text, a number, a day, or nothing; each is written as what it is."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; `width` counts digits, as programs of tables do."""

    heading: str
    width: int


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet that is one table. The last rows, `totals`, are neither sorted nor filtered."""

    name: Text
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    totals: tuple[tuple[Cell, ...], ...] = ()


class Look(StrEnum):
    """How a row of the first sheet looks."""

    BANNER = "banner"
    TITLE = "title"
    LEAD = "lead"
    HEADING = "heading"
    TEXT = "text"
    HEADS = "heads"
    ROW = "row"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the first sheet. One cell alone is as wide as the sheet."""

    look: Look
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """The first sheet, which is read from top to bottom."""

    name: Text
    lines: tuple[Line, ...]
