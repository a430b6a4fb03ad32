"""Whether the process that began a run is still there: it holds a lock, which ends with it however it ends."""

import sys
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Final

from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError

from compliance.history.database import Database

_KEY: Final = 0x6E647870
"""The first key of our advisory locks, so that they meet nobody else's."""


class Alive:
    """Holds the lock of a run; `is_held` says whether it was got, which it is not while another process has it."""

    def __init__(self, database: Database, number: int) -> None:
        self._stream: IO[bytes] | None = None
        self._path: Path | None = None
        self._connection: Connection | None = None
        if database.is_file:
            self._path = Path(f"{database.shown}.run-{number}")
            self._stream = _locked(self._path)
            self.is_held = self._stream is not None
        else:
            self._connection = _locked_at(database, number)
            self.is_held = self._connection is not None

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
        self.is_held = False

    def __enter__(self) -> "Alive":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        self.close()


def _locked(path: Path) -> IO[bytes] | None:
    """Return the open file with the lock on it; None if another process has it, or the folder takes no file."""
    try:
        stream = path.open("ab")
    except OSError:
        return None
    try:
        _lock(stream)
    except OSError:
        stream.close()
        return None
    return stream


def _lock(stream: IO[bytes]) -> None:
    """Lock the file or raise `OSError`."""
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - because only Windows has it

        msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl  # noqa: PLC0415 - because Windows has none

        fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


def _locked_at(database: Database, number: int) -> Connection | None:
    connection = database.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
    connection.detach()  # because a connection that goes back into the pool would take the lock with it
    is_held = connection.execute(text("SELECT pg_try_advisory_lock(:key, :run)"), {"key": _KEY, "run": number}).scalar()
    if not is_held:
        connection.close()
        return None
    return connection
