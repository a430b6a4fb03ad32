"""A history that the first version made: two runs on two platforms, written down as statements of SQLite."""

import sqlite3
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any

from alembic import command
from sqlalchemy import MetaData, Table, create_engine, insert, text

from compliance.history.revisions import alembic_settings

_NUMBERED = ("contents", "dossiers", "finding_sets", "findings", "looked", "platforms")
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


def fill_first_form(address: str, tables: dict[str, list[dict[str, Any]]]) -> None:
    """Make the tables of the first version in an empty database of PostgreSQL, with these rows in them."""
    engine = create_engine(address)
    with engine.begin() as connection:
        command.upgrade(alembic_settings(connection), "r0001")
        made = MetaData()
        made.reflect(connection)
        for table in made.sorted_tables:
            if table.name != "alembic_version" and tables[table.name]:
                connection.execute(insert(table), [_typed(table, row) for row in tables[table.name]])
        for name, key in (("runs", "number"), *((name, "id") for name in _NUMBERED)):
            last = f"SELECT setval(pg_get_serial_sequence('{name}', '{key}'), max({key})) FROM {name}"
            connection.execute(text(last))
    engine.dispose()


def _typed(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    """Return a row of SQLite, which knows neither days nor truth, as PostgreSQL wants it."""
    return {name: _value(table.c[name].type.python_type, each) for name, each in row.items()}


def _value(kind: type[Any], value: Any) -> Any:
    if value is None or kind not in {bool, date, datetime}:
        return value
    return bool(value) if kind is bool else kind.fromisoformat(value)
