"""Lines for a terminal: no wider than asked for, colours only where wanted, and never colour alone."""

from collections.abc import Iterator, Sequence
from typing import Final

from rich.cells import cell_len, set_cell_size

from compliance.model.grades import Severity
from compliance.report.context import ReportContext
from compliance.report.sanitise import one_line

_COLOURS: Final = {
    Severity.FAIL: "1;31",
    Severity.WARN: "33",
    Severity.ADVICE: "36",
    "error": "1;35",
    "strong": "1",
    "quiet": "2",
    "banner": "1;33",
}
_WIDEST: Final = 2


def paint(text: str, tone: str | None, context: ReportContext) -> str:
    """Return the text in the colour of a severity or of `error`, `strong`, `quiet`, `banner`; as is without colours."""
    code = _COLOURS.get(tone or "")
    return f"\x1b[{code}m{text}\x1b[0m" if context.is_colourful and code else text


def wrapped(text: str, context: ReportContext, first: str = "", rest: str = "") -> list[str]:
    """Return lines of at most `context.width` columns, the first led by `first`, the others by `rest`."""
    width = max(context.width, cell_len(first) + _WIDEST, cell_len(rest) + _WIDEST)
    return list(filled(one_line(text).split(), width, first, rest))


def filled(words: Sequence[str], width: int, first: str, rest: str) -> Iterator[str]:
    """Yield lines; only a word too long for a whole line is cut. Columns are not characters: `表` takes two."""
    line, gap = first, ""
    for word in words:
        left = word
        if cell_len(line + gap + left) > width >= cell_len(rest + left):
            yield line
            line, gap = rest, ""
        while cell_len(line + gap + left) > width:
            part = _cut(left, width - cell_len(line + gap))
            yield (line + gap + part).rstrip()
            left, line, gap = left.removeprefix(part), rest, ""
        line, gap = line + gap + left, " "
    yield line


def headline(text: str, context: ReportContext) -> list[str]:
    """Return a title after an empty line."""
    return ["", *(paint(line, "strong", context) for line in wrapped(text, context))]


def _cut(text: str, width: int) -> str:
    """Return the first characters that fit, without blanks at the end: rich puts one for half a wide character."""
    return set_cell_size(text, max(width, 0)).rstrip()


def set_in_columns(rows: Sequence[Sequence[str]], alignments: str, gap: str) -> Iterator[str]:
    """Yield lines of columns, each as wide as its widest cell; `l` or `r` says how one is aligned.

    A row with one cell only takes the whole line.
    """
    whole = [row for row in rows if len(row) > 1]
    widths = [max(map(cell_len, column)) for column in zip(*whole, strict=True)]
    for row in rows:
        if len(row) == 1:
            yield row[0]
            continue
        padded = []
        for cell, width, alignment in zip(row, widths, alignments, strict=True):
            blanks = " " * (width - cell_len(cell))
            padded.append(cell + blanks if alignment == "l" else blanks + cell)
        yield gap.join(padded).rstrip()
