"""Connections to the database, and what may go wrong with it in words."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError

from compliance.history.errors import HistoryError, HistoryFull, HistoryLost, HistoryUnusable
from compliance.model.text import Message

_CONNECTING: Final = 10
_WRITES: Final = "compliance_writes"
_FULL: Final = frozenset({sqlite3.SQLITE_FULL})
_LOCKED: Final = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_FOREIGN: Final = frozenset({sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT})
_STATES_LOST: Final = ("08", "57", "55P03", "40", "53300")
_STATES_FULL: Final = ("53100", "53200", "54")


class Database:
    """One database: `reading` and `writing` give a connection in a transaction of its own."""

    def __init__(self, engine: Engine, shown: str, busy: float) -> None:
        self.engine = engine
        self.shown = shown
        self._busy = busy

    @classmethod
    def of_file(cls, file: Path, busy: float) -> "Database":
        """Open a file of SQLite, which is made where there is none."""
        engine = create_engine(URL.create("sqlite", database=str(file)), connect_args={"timeout": busy})
        _use_own_transactions(engine)
        return cls(engine, str(file), busy)

    @classmethod
    def at(cls, address: str, shown: str, busy: float) -> "Database":
        """Open a database of PostgreSQL; `shown` is what people may see of its address."""
        try:
            url = make_url(address)
        except ArgumentError:
            raise HistoryUnusable(Message.of("{place}: this is no address of a database", place=shown)) from None
        options = f"-c lock_timeout={int(busy * 1000)} -c timezone=UTC"
        settings = {"connect_timeout": _CONNECTING, "options": options, "application_name": "compliance"}
        return cls(create_engine(url, pool_pre_ping=True, connect_args=settings), shown, busy)

    @property
    def is_file(self) -> bool:
        """Whether it is a file of SQLite."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Yield a connection that sees one state of the database, whatever others write meanwhile."""
        with self.told(), self.engine.connect() as opened:
            connection = opened if self.is_file else opened.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Yield a connection whose transaction nobody else's comes between; it is all kept or nothing."""
        with self.told(), self.engine.connect() as opened:
            connection = opened.execution_options(**{_WRITES: True})
            with connection.begin():
                yield connection

    def give_back(self) -> None:
        """Give room that is no longer needed back to the system; PostgreSQL does so by itself."""
        if self.is_file:
            with self.told():
                connection = self.engine.raw_connection()  # because it cannot be done in a transaction
                try:
                    connection.cursor().execute("VACUUM")
                finally:
                    connection.close()

    def close(self) -> None:
        self.engine.dispose()

    @contextmanager
    def told(self) -> Iterator[None]:
        """Say in words what goes wrong with the database until the end of the block."""
        try:
            yield
        except DBAPIError as error:
            # because what it comes from may show the address with its password
            raise _in_words(error, self.shown, self._busy) from None
        except sqlite3.Error as error:  # because what goes wrong while a connection is made comes as it is
            raise _of_sqlite((getattr(error, "sqlite_errorcode", None) or 0) & 0xFF, self.shown, self._busy) from None
        except SQLAlchemyError as error:
            raise _unusable(self.shown, type(error).__name__) from None


def _use_own_transactions(engine: Engine) -> None:
    """Let SQLite begin transactions as we say: the driver would begin them late, and two writers fail one another."""

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        is_writing = connection.get_execution_options().get(_WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writing else "BEGIN")


def _in_words(error: DBAPIError, shown: str, busy: float) -> HistoryError:
    code = getattr(error.orig, "sqlite_errorcode", None)
    if code is not None:
        return _of_sqlite(code & 0xFF, shown, busy)
    state = getattr(error.orig, "sqlstate", None) or ""
    if state.startswith(_STATES_FULL):
        return _full(shown)
    if error.connection_invalidated or not state or state.startswith(_STATES_LOST):
        template = "the database of the history cannot be reached, or broke off: {place}"
        return HistoryLost(Message.of(template, place=shown))
    return _unusable(shown, type(error.orig).__name__)


def _of_sqlite(code: int, shown: str, busy: float) -> HistoryError:
    if code in _LOCKED:
        template = "another program has kept the history locked for {seconds} seconds: {place}"
        return HistoryLost(Message.of(template, seconds=round(busy), place=shown))
    if code in _FULL:
        return _full(shown)
    if code in _FOREIGN:
        template = "{place} is no history, or it is damaged; nothing was written to it"
        return HistoryUnusable(Message.of(template, place=shown))
    if code in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH}:
        return HistoryUnusable(Message.of("{place} may only be read, so no run can be kept there", place=shown))
    if code == sqlite3.SQLITE_CANTOPEN:
        return HistoryUnusable(Message.of("{place} cannot be opened: look at the folder and its rights", place=shown))
    if code == sqlite3.SQLITE_IOERR:
        return HistoryFull(Message.of("the disk did not take what was to be kept in {place}", place=shown))
    return _unusable(shown, f"SQLite {code}")


def _full(shown: str) -> HistoryError:
    return HistoryFull(Message.of("there is no room left for the history: {place}", place=shown))


def _unusable(shown: str, problem: str) -> HistoryError:
    return HistoryUnusable(Message.of("{place} cannot be used as a history: {problem}", place=shown, problem=problem))
