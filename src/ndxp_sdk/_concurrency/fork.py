"""Reset state in a forked child, where the threads that held a lock or led a request are gone."""

import os
import sys
from contextlib import suppress
from threading import Lock
from time import monotonic, sleep
from types import TracebackType
from typing import Final, Protocol
from weakref import WeakSet

_LONGEST_IMPORT: Final = 10.0
_BETWEEN_LOOKS: Final = 0.002


class BeginsAnew(Protocol):
    """Something whose state is of one process only."""

    def begin_anew(self) -> None:
        """Reset the state; called in a forked child, before anything else runs there."""


# One for the process, because the system forks the process and not a client.
_parts: Final["WeakSet[BeginsAnew]"] = WeakSet()


def begins_anew(part: BeginsAnew) -> None:
    """Let `part` begin anew in every child that is forked while it lives."""
    _parts.add(part)


def _in_child() -> None:
    for part in list(_parts):
        with suppress(OSError):  # because the others have to begin anew where one cannot
            part.begin_anew()


def _before() -> None:
    """Let threads finish what they import of this package, because the lock of a module stays held in the child."""
    latest = monotonic() + _LONGEST_IMPORT
    while any(map(_is_being_imported, list(sys.modules))) and monotonic() < latest:
        sleep(_BETWEEN_LOOKS)


def _is_being_imported(name: str) -> bool:
    if not name.startswith("ndxp_sdk"):
        return False
    return getattr(getattr(sys.modules.get(name), "__spec__", None), "_initializing", False)


if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=_before, after_in_child=_in_child)


class ForkSafeLock:
    """Mutual exclusion of threads; in a forked child it is free, whoever held it at the fork."""

    __slots__ = ("__weakref__", "_lock")

    def __init__(self) -> None:
        self.begin_anew()
        begins_anew(self)

    def begin_anew(self) -> None:
        """Be free."""
        self._lock = Lock()

    def __enter__(self) -> None:
        self._lock.acquire()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._lock.release()
