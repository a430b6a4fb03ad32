"""A history that the first version made: two runs on two platforms, written down as statements of SQLite."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

FIRST = Path(__file__).with_name("r0001.sql")


def make_first_form(place: Path) -> None:
    """Make the history in a file."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(place)) as database:
        database.executescript(FIRST.read_text("utf-8"))


def rows(place: Path) -> dict[str, list[dict[str, Any]]]:
    """Return all rows of all tables, each as a mapping of its columns."""
    with closing(sqlite3.connect(place)) as database:
        database.row_factory = sqlite3.Row
        names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: [dict(row) for row in database.execute(f"SELECT * FROM {name}")] for name in sorted(names)}
