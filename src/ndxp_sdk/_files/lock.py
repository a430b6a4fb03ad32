"""Lock files over threads and processes. The system releases a lock when its holder dies, so none is ever stale.

filelock 4.3 is not used, because it locks no file that is open already, as that of a download is, and takes 40 ms to
import.
"""

import errno
import os
import sys
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from ndxp_sdk._concurrency.fork import begins_anew

if sys.platform == "win32":
    import msvcrt

    _FAR: Final = 2**62  # because a locked byte cannot be read by others
else:
    import fcntl

_TAKEN: Final = frozenset({errno.EACCES, errno.EAGAIN, errno.EWOULDBLOCK, errno.EDEADLK})


def try_lock(descriptor: int) -> bool:
    """Lock an open file until it is closed; False while another holder has it.

    Raises:
        OSError: the file system has no locks.
    """
    try:
        _lock(descriptor)
    except OSError as error:
        if error.errno not in _TAKEN:
            raise
        return False
    return True


class FileLock:
    """A lock on a file of its own, which stays; held until the end of the with block."""

    __slots__ = ("__weakref__", "_descriptor")

    def __init__(self, descriptor: int | None) -> None:
        self._descriptor = descriptor
        begins_anew(self)

    def begin_anew(self) -> None:
        """Leave the lock to the parent, because a copy of its descriptor would hold it when the parent is dead."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    @classmethod
    def try_acquire(cls, path: Path) -> Self | None:
        """Return the lock, or None while another holder has it. Where files cannot be locked everybody gets one."""
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
        except OSError:
            return cls(None)
        try:
            is_ours = try_lock(descriptor)
        except OSError:
            os.close(descriptor)
            return cls(None)
        if is_ours:
            return cls(descriptor)
        os.close(descriptor)
        return None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._descriptor is not None:
            _unlock(self._descriptor)
            os.close(self._descriptor)
            self._descriptor = None


if sys.platform == "win32":

    def _lock(descriptor: int) -> None:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

    def _unlock(descriptor: int) -> None:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _unlock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)  # because a forked child would keep the lock with its copy
