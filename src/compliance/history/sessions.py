"""Sessions of those who logged in to a dashboard: kept by the SHA-256 of their ids."""

import json
from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from secrets import token_bytes
from typing import Any, Final

from sqlalchemy import Connection, Row, delete, insert, select, update

from compliance.history.contents import insert_missing
from compliance.history.database import Database
from compliance.history.errors import HistoryUnusable
from compliance.history.schema import SERVER_SECRETS, SESSIONS
from compliance.model.kept_session import KeptSession
from compliance.model.text import Message

MOST: Final = 20
"""So many sessions somebody has at once; the oldest makes room for a new one."""
_FORGOTTEN: Final = timedelta(days=1)
_SIGNING: Final = "signing"


class KeptSessions:
    """Sessions in the database of a history. Every write is a transaction of its own.

    `provider` tells apart who logged people in: a session that another one began is none. All methods raise
    `HistoryLost` where the database is away or locked, `HistoryFull` where there is no room.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(
        self, digest: bytes, provider: str, name: str, groups: Collection[str], log_in: bytes, longest: timedelta
    ) -> None:
        """Keep a session by the SHA-256 of its id, and end those that the same person has with other groups.

        `log_in` is the SHA-256 of what tells the log-in apart; raises `HistoryUnusable` if that began a session before.
        """
        at, held = moment(), json.dumps(sorted(groups), ensure_ascii=False)
        row = {"digest": digest, "provider": provider, "name": name, "groups": held, "log_in": log_in}
        with self._database.writing() as connection:
            connection.execute(delete(SESSIONS).where(SESSIONS.c.ends < at - _FORGOTTEN))
            if connection.execute(select(SESSIONS.c.log_in).where(SESSIONS.c.log_in == log_in)).scalar() is not None:
                raise HistoryUnusable(Message.of("this log-in was ended already: begin again"))
            mine = SESSIONS.c.provider == provider, SESSIONS.c.name == name, SESSIONS.c.revoked.is_(None)
            connection.execute(update(SESSIONS).where(*mine, SESSIONS.c.groups != held).values(revoked=at))
            newest = select(SESSIONS.c.digest).where(*mine).order_by(SESSIONS.c.begun.desc()).limit(MOST - 1)
            known = list(connection.execute(newest).scalars())
            connection.execute(update(SESSIONS).where(*mine, SESSIONS.c.digest.not_in(known)).values(revoked=at))
            connection.execute(insert(SESSIONS).values(begun=at, seen=at, ends=at + longest, **row))

    def find(self, digest: bytes, provider: str) -> KeptSession | None:
        """Return the session with this SHA-256; None if there is none, or it was ended."""
        wanted = SESSIONS.c.digest == digest, SESSIONS.c.provider == provider, SESSIONS.c.revoked.is_(None)
        with self._database.reading() as connection:
            row = connection.execute(select(SESSIONS).where(*wanted)).one_or_none()
        return None if row is None else _session(row)

    def see(self, digest: bytes) -> None:
        """Write down that a session is used now."""
        with self._database.writing() as connection:
            connection.execute(update(SESSIONS).where(SESSIONS.c.digest == digest).values(seen=moment()))

    def end(self, digest: bytes) -> None:
        """End a session, if there is one."""
        with self._database.writing() as connection:
            _end(connection, SESSIONS.c.digest == digest)

    def end_of(self, name: str | None) -> int:
        """End the sessions of somebody, of everybody for None; returns how many there were."""
        with self._database.writing() as connection:
            return _end(connection, *([] if name is None else [SESSIONS.c.name == name]))

    def listed(self) -> tuple[KeptSession, ...]:
        """Return the sessions that nobody ended and that are not over, the last one that was used first."""
        going = SESSIONS.c.revoked.is_(None), SESSIONS.c.ends >= moment()
        with self._database.reading() as connection:
            rows = connection.execute(select(SESSIONS).where(*going).order_by(SESSIONS.c.seen.desc())).all()
        return tuple(map(_session, rows))

    def signing_secret(self) -> bytes:
        """Return random bytes that all dashboards on the history share, made by the first that asks."""
        wanted = select(SERVER_SECRETS.c.value).where(SERVER_SECRETS.c.name == _SIGNING)
        with self._database.reading() as connection:
            found = connection.execute(wanted).scalar()
        if found is None:
            with self._database.writing() as connection:
                insert_missing(connection, SERVER_SECRETS, [{"name": _SIGNING, "value": token_bytes(32)}])
                found = connection.execute(wanted).scalar_one()
        return bytes(found)


def moment() -> datetime:
    """Return the time of the clock in UTC."""
    return datetime.now(UTC)


def _end(connection: Connection, *which: Any) -> int:
    ended = update(SESSIONS).where(SESSIONS.c.revoked.is_(None), *which).values(revoked=moment())
    return connection.execute(ended).rowcount


def _session(row: Row[Any]) -> KeptSession:
    return KeptSession(row.name, frozenset(json.loads(row.groups)), row.begun, row.seen)
