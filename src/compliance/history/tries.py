"""How often something was tried, such as a log-in, by whoever may not try it without end."""

import json
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, delete, func, select, update

from compliance.history.contents import insert_missing
from compliance.history.database import Database
from compliance.history.schema import TRIES
from compliance.history.sessions import moment

_MOST: Final = 10_000
"""So many are counted at once; who would be forgotten first makes room."""


class KeptTries:
    """Tries in the database of a history, by a digest of who tries what. Every count is a transaction of its own.

    All methods raise `HistoryLost` where the database is away or locked, `HistoryFull` where there is no room.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def count(self, who: bytes, most: int, window: timedelta) -> float:
        """Count a try; returns for how many seconds no further one is taken, 0 if this one is.

        At most `most` are taken within the `window`, however many processes ask at once.
        """
        at = moment()
        with self._database.writing() as connection:
            connection.execute(delete(TRIES).where(TRIES.c.ends < at, TRIES.c.who != who))
            insert_missing(connection, TRIES, [{"who": who, "seen": "[]", "ends": at + window}])
            _make_room(connection, who)
            # because on PostgreSQL another process waits here until this one has counted
            row = select(TRIES.c.seen).where(TRIES.c.who == who).with_for_update()
            seen = _within(connection.execute(row).scalar_one(), at, window)
            if len(seen) >= most:
                return _left(seen, at, window)
            kept = json.dumps([*seen, at.timestamp()])
            connection.execute(update(TRIES).where(TRIES.c.who == who).values(seen=kept, ends=at + window))
            return 0.0

    def blocked(self, who: bytes, most: int, window: timedelta) -> float:
        """Return for how many seconds no try is taken, 0 if one is; counts none."""
        at = moment()
        with self._database.reading() as connection:
            found = connection.execute(select(TRIES.c.seen).where(TRIES.c.who == who)).scalar()
        seen = _within(found or "[]", at, window)
        return _left(seen, at, window) if len(seen) >= most else 0.0

    def forgive(self, who: bytes) -> None:
        """Forget the tries of somebody."""
        with self._database.writing() as connection:
            connection.execute(delete(TRIES).where(TRIES.c.who == who))


def _make_room(connection: Connection, who: bytes) -> None:
    over = connection.execute(select(func.count()).select_from(TRIES)).scalar_one() - _MOST
    if over > 0:
        first = select(TRIES.c.who).where(TRIES.c.who != who).order_by(TRIES.c.ends, TRIES.c.who).limit(over)
        connection.execute(delete(TRIES).where(TRIES.c.who.in_(first)))


def _within(kept: str, at: datetime, window: timedelta) -> list[float]:
    since = (at - window).timestamp()
    return [each for each in json.loads(kept) if each >= since]


def _left(seen: list[float], at: datetime, window: timedelta) -> float:
    return max(0.0, seen[0] + window.total_seconds() - at.timestamp())
