"""Write to the terminal or into a pipe. Text from elsewhere is shown without control characters."""

import io
import json
import os
import shutil
import sys
from argparse import Namespace
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Any, Final, TextIO

from ndxp_sdk.locale import Words

_KEPT: Final = "\n\t"
_COLOURS: Final = {"green": "32", "red": "31", "yellow": "33"}


def use_utf_8() -> None:
    """Set both streams to UTF-8: the console's own encoding cannot hold Vietnamese on many Windows desktops.

    Where the program was started without standard output (`>&-`), of which Python makes None, writing to it fails, so
    that the exit status tells that; nobody misses what is told beside.
    """
    if sys.stdout is None:
        sys.stdout = open(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - to the end
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - to the end of the process
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            with suppress(io.UnsupportedOperation):
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def say(text: str) -> None:
    """Write a line of the result."""
    print(clean(text))


def note(text: str) -> None:
    """Write a line for people beside the result; where that cannot be, nothing of it is left to the exit of Python."""
    try:
        print(clean(text), file=sys.stderr, flush=True)
    except (OSError, ValueError):
        _drop(sys.stderr)


def say_json(value: Any) -> None:
    """Write the result for programs."""
    print(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def say_bytes(content: bytes, text: str) -> None:
    """Write a body: as it is for a file or a pipe, as text for a terminal."""
    raw = getattr(sys.stdout, "buffer", None)
    if raw is None or sys.stdout.isatty():
        print(clean(text), end="" if text.endswith("\n") else "\n")
        return
    sys.stdout.flush()
    raw.write(content)
    raw.flush()


def drop_output() -> None:
    """Drop what is left of the output, also at the exit of Python, because nobody reads any more."""
    _drop(sys.stdout)


def _drop(stream: TextIO) -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    with suppress(OSError, ValueError):
        os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def tell_unwritten(error: OSError, words: Words) -> None:
    """Say that the result could not be written; the rest of it is thrown away."""
    drop_output()
    from ndxp_sdk.cli.messages import part

    problem = part(error.strerror or type(error).__name__, words)
    note(words("ndxp: the output could not be written: {problem}", problem=problem))


def say_record(rows: Iterable[tuple[str, object]]) -> None:
    """Write names and values, one to a line; what is not known is left out."""
    known = [(name, str(value)) for name, value in rows if value not in (None, "")]
    width = max((len(name) for name, _ in known), default=0)
    for name, value in known:
        say(f"{name.ljust(width)}  {value}")


def say_table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write rows under headings: as wide as the terminal if there is one, plain columns elsewhere."""
    cells = [tuple(clean(cell).replace("\n", " ") for cell in row) for row in rows]
    if sys.stdout.isatty():
        with suppress(ImportError):
            return _say_rich_table(headings, cells)
    table = [tuple(heading.upper() for heading in headings), *cells]
    widths = [max(len(row[column]) for row in table) for column in range(len(headings))]
    for row in table:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    return None


def clean(text: str) -> str:
    """Return `text` without what could move the cursor, change the title or hide a part of it."""
    if text.isprintable():
        return text
    return "".join(each if each.isprintable() or each in _KEPT else f"\\u{ord(each):04x}" for each in text)


def coloured(text: str, colour: str, options: Namespace) -> str:
    """Return `text` in a colour, if colours are wanted and understood."""
    is_understood = sys.stdout.isatty() and (sys.platform != "win32" or "WT_SESSION" in os.environ)
    if not is_understood or options.no_color or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return text
    return f"\x1b[{_COLOURS[colour]}m{text}\x1b[0m"


def _say_rich_table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    page = io.StringIO()  # because rich ends the program by itself where nobody reads standard output
    width = shutil.get_terminal_size((100, 24)).columns
    Console(file=page, width=width, highlight=False, color_system=None).print(table)
    sys.stdout.write(page.getvalue())
