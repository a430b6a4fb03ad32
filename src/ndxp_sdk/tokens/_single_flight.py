"""One request under way, and those who wait for it: threads, and tasks of any loop."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from ndxp_sdk._concurrency.fork import begins_anew

T = TypeVar("T")


class Flight(Generic[T]):
    """Lands once, with what came of it, or None when the one who asked was cancelled: then somebody else asks.

    In a forked child it has landed so, because the one who asked is not there.
    """

    __slots__ = ("__weakref__", "_callbacks", "_landed", "_lock", "_outcome", "thread")

    def __init__(self) -> None:
        self.thread = threading.get_ident()
        self._outcome: T | None = None
        self._prepare()
        begins_anew(self)

    def begin_anew(self) -> None:
        """Have landed, with nobody waiting."""
        self._prepare()
        self._landed.set()

    def _prepare(self) -> None:
        self._lock = threading.Lock()
        self._landed = threading.Event()
        self._callbacks: list[Callable[[], object]] = []

    @property
    def outcome(self) -> T | None:
        """The outcome: a token, an error, or None if the leader was cancelled."""
        return self._outcome

    def land(self, outcome: T | None) -> None:
        """Complete with an outcome, and wake all waiters."""
        with self._lock:
            self._outcome = outcome
            self._landed.set()
            callbacks, self._callbacks = self._callbacks, []
        for callback in callbacks:
            callback()

    def wait(self, seconds: float) -> bool:
        """Block this thread; return whether it completed in time."""
        return self._landed.wait(seconds)

    def tell(self, callback: Callable[[], object]) -> None:
        """Call back on completion, in whatever thread that is; at once if it is complete already."""
        with self._lock:
            if not self._landed.is_set():
                self._callbacks.append(callback)
                return
        callback()
