"""A table as it is read, whatever the form of its file."""

from typing import Final

from compliance.model.dataclass import dataclass

MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 200
MOST_SIGNS: Final = 4_000
"""How much of a table is read: rows, cells of a row, signs of a cell. What a cell has more is left out."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a table with their numbers, counted from 1; `name` is that of its sheet, empty where there is one."""

    name: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]
