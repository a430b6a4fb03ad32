"""Whether a worker, or the process that began a run, is still there: it holds a lock that ends with it."""

import os
import sys
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Final, Literal, TypeAlias

from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError

from compliance.history.database import Database

Kind: TypeAlias = Literal["run", "worker"]
_KEYS: Final = {"run": 0x6E647870, "worker": 0x6E647871}
"""The first keys of our advisory locks, so that they meet nobody else's."""
_PATIENCE: Final = 1.0
_PAUSE: Final = 0.02


class Alive:
    """Holds the lock of a run or a worker; `is_held` says whether it was got: not while another process has it.

    It waits for a moment, because whoever lists runs holds the lock for as long as it looks.
    """

    def __init__(self, database: Database, number: int, of: Kind = "run") -> None:
        self._stream: IO[bytes] | None = None
        self._path = lock_file(database, number, of)
        self._connection: Connection | None = None
        until = time.monotonic() + _PATIENCE
        while not self._take(database, number, of) and time.monotonic() < until:
            time.sleep(_PAUSE)

    def _take(self, database: Database, number: int, of: Kind) -> bool:
        if self._path is not None:
            self._stream = _locked(self._path)
        else:
            self._connection = _locked_at(database, _KEYS[of], number)
        return self.is_held

    @property
    def is_held(self) -> bool:
        """Whether the lock was got and not given back yet."""
        return self._stream is not None or self._connection is not None

    @property
    def is_still_held(self) -> bool:
        """Whether it was got, and not lost with a server that went away."""
        if self._connection is None:
            return self.is_held
        try:
            self._connection.execute(text("SELECT 1"))
        except SQLAlchemyError:
            return False
        return True

    def close(self) -> None:
        """Give the lock back."""
        if self._stream is not None and self._path is not None:
            if sys.platform != "win32":  # because there an open file cannot be removed
                self._path.unlink(missing_ok=True)
            self._stream.close()
            self._path.unlink(missing_ok=True)
        if self._connection is not None:
            with suppress(SQLAlchemyError):  # because a server that is away has given it back
                self._connection.close()
        self._stream = self._connection = None

    def __enter__(self) -> "Alive":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        self.close()


def is_alive(database: Database, number: int, of: Kind = "run") -> bool:
    """Return whether a process holds the lock of a run or a worker. Any number may ask at once, told the truth."""
    path = lock_file(database, number, of)
    if path is None:
        return _is_locked_at(database, _KEYS[of], number)
    try:
        with path.open("rb") as stream:
            _lock(stream, is_shared=True)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return False


def lock_file(database: Database, number: int, of: Kind = "run") -> Path | None:
    """Return the file on which the lock is; None for a database on a server, which has locks itself."""
    return Path(f"{database.shown}.{of}-{number}") if database.is_file else None


def _locked(path: Path) -> IO[bytes] | None:
    """Return the open file with the lock on it; None if another process has it, or the folder takes no file."""
    try:
        stream = path.open("ab")
    except OSError:
        return None
    try:
        _lock(stream, is_shared=False)
        is_there = sys.platform == "win32" or os.path.samestat(os.fstat(stream.fileno()), path.stat())
    except OSError:
        is_there = False
    if not is_there:  # because whoever had the lock may have removed the file that was opened here
        stream.close()
        return None
    return stream


def _lock(stream: IO[bytes], *, is_shared: bool) -> None:
    """Lock the file or raise `OSError`; Windows knows no lock that several may have."""
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - because only Windows has it

        msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl  # noqa: PLC0415 - because Windows has none

        fcntl.flock(stream.fileno(), (fcntl.LOCK_SH if is_shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)


def _locked_at(database: Database, key: int, number: int) -> Connection | None:
    connection = database.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
    connection.detach()  # because a connection that goes back into the pool would take the lock with it
    asked = text("SELECT pg_try_advisory_lock(:key, :number)")
    if not connection.execute(asked, {"key": key, "number": number}).scalar():
        connection.close()
        return None
    return connection


def _is_locked_at(database: Database, key: int, number: int) -> bool:
    asked = text(
        "SELECT pg_try_advisory_xact_lock_shared(:key, :number)"
    )  # which the end of the transaction gives back
    with database.reading() as connection:
        return not connection.execute(asked, {"key": key, "number": number}).scalar()
