"""Keys of programs: kept by their SHA-256, so that what is in the database opens nothing."""

import json
from collections.abc import Sequence
from datetime import date
from hmac import compare_digest
from typing import Any

from sqlalchemy import Row, or_, select, update

from compliance.history.contents import added
from compliance.history.database import Database
from compliance.history.errors import HistoryUnusable
from compliance.history.runs import now
from compliance.history.schema import PROGRAM_KEYS
from compliance.model.program_key import ProgramKey
from compliance.model.text import Message


class ProgramKeys:
    """Keys in the database of a history. Every write is a transaction of its own.

    All methods raise `HistoryLost` where the database is away or locked, `HistoryFull` where there is no room.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, name: str, digest: bytes, role: str, owners: Sequence[str], ends: date) -> int:
        """Keep a key by its SHA-256; returns its number. Raises `HistoryUnusable` if some key has or had that name."""
        with self._database.writing() as connection:
            if connection.execute(select(PROGRAM_KEYS.c.id).where(PROGRAM_KEYS.c.name == name)).scalar() is not None:
                template = "there is a key {name} already, or there was one: take another name, so that logs tell apart"
                raise HistoryUnusable(Message.of(template, name=name))
            row = {"name": name, "digest": digest, "role": role, "owners": json.dumps(list(owners)), "ends": ends}
            return added(connection, PROGRAM_KEYS, made=now(), **row)

    def listed(self) -> tuple[ProgramKey, ...]:
        """Return all keys in the order in which they were made, those too that count no more."""
        with self._database.reading() as connection:
            rows = connection.execute(select(PROGRAM_KEYS).order_by(PROGRAM_KEYS.c.id)).all()
        return tuple(map(_key, rows))

    def find(self, digest: bytes) -> ProgramKey | None:
        """Return the key with this SHA-256, whether it counts or not; None if there is none."""
        with self._database.reading() as connection:
            row = connection.execute(select(PROGRAM_KEYS).where(PROGRAM_KEYS.c.digest == digest)).one_or_none()
        return _key(row) if row is not None and compare_digest(bytes(row.digest), digest) else None

    def use(self, number: int, day: date) -> None:
        """Write down the last day on which a key was used, unless that is known already."""
        column = PROGRAM_KEYS.c.used
        earlier = PROGRAM_KEYS.c.id == number, or_(column.is_(None), column < day)
        with self._database.writing() as connection:
            connection.execute(update(PROGRAM_KEYS).where(*earlier).values(used=day))

    def revoke(self, name: str) -> bool:
        """Let a key count no more; returns whether there is one of that name that was not revoked before."""
        meant = PROGRAM_KEYS.c.name == name, PROGRAM_KEYS.c.revoked.is_(None)
        with self._database.writing() as connection:
            return bool(connection.execute(update(PROGRAM_KEYS).where(*meant).values(revoked=now())).rowcount)


def _key(row: Row[Any]) -> ProgramKey:
    owners = tuple(json.loads(row.owners))
    return ProgramKey(row.id, row.name, row.role, owners, row.made, row.ends, row.used, row.revoked)
