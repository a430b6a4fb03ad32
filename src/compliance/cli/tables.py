"""Plain tables for lists on the terminal."""

import json
import shutil
import sys
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Any


def print_table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print rows under headings, as wide as the terminal, or 100 columns if there is none."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    width = shutil.get_terminal_size((100, 24)).columns if sys.stdout.isatty() else 100
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for number, heading in enumerate(headings):
        table.add_column(heading, overflow="fold", no_wrap=number == 0)
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    page = StringIO()  # because rich ends the program by itself where nobody reads standard output
    Console(file=page, width=width, highlight=False, color_system=None).print(table)
    sys.stdout.write(page.getvalue())


def print_json(value: Any) -> None:
    """Print the same for programs."""
    print(json.dumps(value, ensure_ascii=False, indent=2, default=str))
