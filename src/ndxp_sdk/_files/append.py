"""Append whole lines to files, durably: whatever other program appends, and whatever ends this one."""

import errno
import os
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

_KEPT_FLAGS: Final = os.O_RDWR | os.O_APPEND | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOCTTY", 0)
# Because a pipe that nobody reads would hold the caller for ever, or swallow what is written.
_PASSED_ON_FLAGS: Final = os.O_WRONLY | os.O_APPEND | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)

# Because a line of another program is seen growing, and is not torn as long as it does.
_LOOKS: Final = 10
_BETWEEN_LOOKS: Final = 0.002


@contextmanager
def appendable(path: Path, mode: int) -> Iterator[int]:
    """Open a file to append lines; a new one gets `mode`, and its name is on the disk before anything is in it.

    The file is opened each time, so that what is written never goes to one that was moved away or removed meanwhile.
    """
    descriptor = _opened(path, mode)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def append_line(descriptor: int, line: bytes) -> None:
    """Append one line in one write, so that no other program's line comes in between.

    Where the file ends in the middle of a line, as after a full disk, a new one is begun. OSError where the line is
    not there whole.
    """
    if not is_regular(descriptor):
        _written(descriptor, line)
        return
    told = b"\n" + line if _is_torn(descriptor) else line
    _written(descriptor, told)
    begun = os.lseek(descriptor, 0, os.SEEK_CUR) - len(told)
    # because another program may have left a torn line since we looked
    if told is line and not _ends_line(descriptor, begun):
        append_line(descriptor, line)


def free_bytes(descriptor: int) -> float:
    """Return how many bytes can still be appended, as far as the system tells; it tells nothing of quotas."""
    return min(_room_on_disk(descriptor), _room_in_limit(descriptor))


def is_regular(descriptor: int) -> bool:
    """Return whether it is a regular file; else it is a pipe, a terminal, …"""
    return stat.S_ISREG(os.fstat(descriptor).st_mode)


def sync_folder(folder: Path) -> None:
    """Let the names in a folder survive a power cut."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _opened(path: Path, mode: int) -> int:
    try:
        kind = path.stat().st_mode
    except FileNotFoundError:
        descriptor = os.open(path, _KEPT_FLAGS | os.O_CREAT, mode)
        try:
            sync_folder(path.resolve().parent)
        except BaseException:
            os.close(descriptor)
            raise
        return descriptor
    if stat.S_ISREG(kind):
        return os.open(path, _KEPT_FLAGS | os.O_CREAT, mode)
    descriptor = os.open(path, _PASSED_ON_FLAGS)
    if sys.platform != "win32":
        os.set_blocking(descriptor, True)
    return descriptor


def _written(descriptor: int, content: bytes) -> None:
    # because a full disk takes the beginning of a line without an error
    if os.write(descriptor, content) != len(content):
        raise OSError(errno.ENOSPC, "the record was written in part only")


def _is_torn(descriptor: int) -> bool:
    """Return whether the file ends in the middle of a line that no program is writing just now."""
    for _ in range(_LOOKS):
        if _ends_line(descriptor, os.fstat(descriptor).st_size):
            return False
        time.sleep(_BETWEEN_LOOKS)
    return True


def _ends_line(descriptor: int, size: int) -> bool:
    """Return whether the first `size` bytes of the file are whole lines."""
    if size == 0:
        return True
    os.lseek(descriptor, size - 1, os.SEEK_SET)
    return os.read(descriptor, 1) == b"\n"


def _room_on_disk(descriptor: int) -> float:
    if sys.platform == "win32":
        return float("inf")
    found = os.fstatvfs(descriptor)
    free = found.f_bavail if os.geteuid() else found.f_bfree
    return free * found.f_frsize if found.f_blocks else float("inf")  # because some file systems do not know


def _room_in_limit(descriptor: int) -> float:
    if sys.platform == "win32":
        return float("inf")
    import resource  # noqa: PLC0415 - because there is none on Windows

    limit, _ = resource.getrlimit(resource.RLIMIT_FSIZE)
    return float("inf") if limit == resource.RLIM_INFINITY else limit - os.fstat(descriptor).st_size
