"""Lists for a terminal of any width, and for programs: nothing is cut, nothing is folded into a narrow column."""

import json
import sys
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Any, Final

from rich.cells import cell_len

from compliance.cli.streams import terminal_width
from compliance.report.sanitise import one_line
from compliance.report.terminal import filled

_GAP: Final = "  "
_INDENT: Final = " " * 4
_JOIN: Final = " · "
_LEAST: Final = 20
_UNKNOWN: Final = "-"

Row = Sequence[str]


def print_table(headings: Row, rows: Sequence[Row], count: str) -> None:
    """Print rows under headings, and how many there are.

    A row of one cell is a heading of those below it. Where standard output is no terminal, a program or a file reads:
    it gets a line for each row, its cells between tabs, and the count goes to standard error.
    """
    shown = [tuple(one_line(cell) for cell in row) for row in rows]
    if (width := terminal_width()) is None:
        for row in (headings, *(row for row in shown if len(row) > 1)):
            print("\t".join(row))
        print(count, file=sys.stderr)
        return
    for line in _lines(*_without_empty_columns(headings, shown), max(width, _LEAST)):
        print(line)
    print(count)


def _without_empty_columns(headings: Row, rows: Sequence[Row]) -> tuple[Row, Sequence[Row]]:
    """Leave out each column in which nothing is known of any row."""
    whole = [row for row in rows if len(row) > 1]
    kept = [index for index in range(len(headings)) if any(row[index] != _UNKNOWN for row in whole)]
    return [headings[index] for index in kept], [[row[i] for i in kept] if len(row) > 1 else row for row in rows]


def _lines(headings: Row, rows: Sequence[Row], width: int) -> Iterator[str]:
    """Yield as many columns side by side as the width has room for; what is left of a row stands below it, indented."""
    whole = [row for row in (headings, *rows) if len(row) == len(headings)]
    widths = [max(map(cell_len, column)) for column in zip(*whole, strict=True)]
    first = max(1, len(list(takewhile(lambda end: end <= width, _ends(widths)))))
    yield from _row(headings, widths[:first], width)
    yield "─" * min(width, max(_ends(widths[:first]), default=width))
    for row in rows:
        yield from _row(row, widths[:first] if len(row) > 1 else (), width)


def _ends(widths: Sequence[int]) -> list[int]:
    """Return the column at which each cell ends, if it stands beside those before it."""
    return [sum(widths[: index + 1]) + len(_GAP) * index for index in range(len(widths))]


def _row(row: Row, widths: Sequence[int], width: int) -> Iterator[str]:
    beside = _GAP.join(cell + " " * (room - cell_len(cell)) for cell, room in zip(row, widths, strict=False)).rstrip()
    if beside:
        yield beside
    below = _JOIN.join(filter(None, row[len(widths) :]))
    if below:
        yield from filled(below.split(), width, *(("", "") if len(row) == 1 else (_INDENT, _INDENT)))


def print_json(value: Any) -> None:
    """Print the same for programs."""
    print(json.dumps(value, ensure_ascii=False, indent=2, default=str))
