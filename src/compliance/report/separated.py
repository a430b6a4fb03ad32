"""Rows as text with separated values (RFC 4180), which spreadsheets open as what it is and run nothing of.

It begins with a byte order mark, because Excel on Windows takes a file without one for the encoding of the machine and
shows Vietnamese as rubbish.
"""

import csv
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO
from typing import Final

from compliance.report.sanitise import FORMULA, one_line

_BYTE_ORDER_MARK: Final = "\ufeff"


def separated(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> str:
    """Return rows under the names of their columns; what a row does not have is empty."""
    text = StringIO(newline="")
    written = csv.DictWriter(text, columns, restval="")
    written.writeheader()
    for row in rows:
        written.writerow({name: harmless(value) for name, value in row.items()})
    return f"{_BYTE_ORDER_MARK}{text.getvalue()}"


def harmless(text: str) -> str:
    """Return a cell that no program takes for a formula, on one line."""
    cell = one_line(text)
    return f"'{cell}" if text.startswith(FORMULA) or cell.startswith(FORMULA) else cell
