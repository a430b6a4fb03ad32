"""Bytes that are kept once, however many runs have them."""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import Connection, Table, delete, insert, select, union
from sqlalchemy.dialects import postgresql, sqlite

from compliance.history.encoding import compressed, opened
from compliance.history.schema import CONTENTS, DOSSIER_MEMBERS, DOSSIERS, LOOKED, PARTS, RUNS

_AT_ONCE: Final = 400
"""How many values one statement takes; SQLite before 3.32 took 999."""


def chunks(values: Iterable[Any]) -> Iterator[list[Any]]:
    """Yield values in lists that one statement takes."""
    listed = list(values)
    for start in range(0, len(listed), _AT_ONCE):
        yield listed[start : start + _AT_ONCE]


def insert_missing(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    """Insert rows; those that are there already stay as they are, whoever wrote them."""
    make = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    if rows:
        connection.execute(make(table).on_conflict_do_nothing(), rows)


def ids_of(connection: Connection, table: Table, names: Iterable[bytes]) -> dict[bytes, int]:
    """Return the ids of the rows with these names, of those that are there."""
    found: dict[bytes, int] = {}
    for some in chunks(names):
        rows = connection.execute(select(table.c.name, table.c.id).where(table.c.name.in_(some)))
        found.update({bytes(name): number for name, number in rows})
    return found


def keep_contents(connection: Connection, contents: Mapping[bytes, bytes]) -> dict[bytes, int]:
    """Keep contents, each by its SHA-256; returns their ids."""
    known = ids_of(connection, CONTENTS, contents)
    # in order, so that two writers never wait for one another
    missing = sorted(name for name in contents if name not in known)
    insert_missing(connection, CONTENTS, [{"name": name, "content": compressed(contents[name])} for name in missing])
    return {**known, **ids_of(connection, CONTENTS, missing)}


def keep_dossier(connection: Connection, members: Mapping[str, bytes], manifest: str) -> int:
    """Keep a dossier by its manifest, which names every file in it by its hash; returns its id."""
    name = sha256(members[manifest]).digest()
    if known := ids_of(connection, DOSSIERS, [name]):
        return known[name]
    kept = keep_contents(connection, {sha256(each).digest(): each for each in members.values()})
    insert_missing(connection, DOSSIERS, [{"name": name}])
    number = ids_of(connection, DOSSIERS, [name])[name]
    rows = [{"dossier_id": number, "content_id": content} for content in sorted(set(kept.values()))]
    insert_missing(connection, DOSSIER_MEMBERS, rows)
    return number


def dossier_members(connection: Connection, number: int) -> tuple[bytes, dict[str, bytes]]:
    """Return the manifest of a kept dossier, and its other files by their SHA-256."""
    rows = connection.execute(
        select(DOSSIERS.c.name, CONTENTS.c.name, CONTENTS.c.content)
        .join(DOSSIER_MEMBERS, DOSSIER_MEMBERS.c.dossier_id == DOSSIERS.c.id)
        .join(CONTENTS, CONTENTS.c.id == DOSSIER_MEMBERS.c.content_id)
        .where(DOSSIERS.c.id == number)
    ).all()
    whole = {bytes(name): opened(content) for _, name, content in rows}
    own = bytes(rows[0][0])
    return whole[own], {name.hex(): content for name, content in whole.items() if name != own}


def remove_unused(connection: Connection) -> None:
    """Remove dossiers and contents that no run has any more."""
    used = select(LOOKED.c.dossier_id).where(LOOKED.c.dossier_id.is_not(None))
    connection.execute(delete(DOSSIER_MEMBERS).where(DOSSIER_MEMBERS.c.dossier_id.not_in(used)))
    connection.execute(delete(DOSSIERS).where(DOSSIERS.c.id.not_in(used)))
    needed = union(
        select(PARTS.c.content_id),
        select(DOSSIER_MEMBERS.c.content_id),
        *(select(column).where(column.is_not(None)) for column in (RUNS.c.rest_id, RUNS.c.changes_id)),
        *(select(column).where(column.is_not(None)) for column in (LOOKED.c.brief_id, LOOKED.c.rules_id)),
    )
    connection.execute(delete(CONTENTS).where(CONTENTS.c.id.not_in(needed)))


def added(connection: Connection, table: Table, **values: Any) -> int:
    """Insert one row and return its key."""
    key = connection.execute(insert(table).values(**values)).inserted_primary_key
    return int(key[0]) if key is not None else 0
