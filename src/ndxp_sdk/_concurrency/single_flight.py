"""Requests under way that several want: one leads, the others wait, be they threads or tasks of any event loop."""

import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Generic, TypeVar

from ndxp_sdk._concurrency.fork import begins_anew

if TYPE_CHECKING:
    import asyncio

T = TypeVar("T")


class InFlight(Generic[T]):
    """One request under way. It completes once, with its outcome, or with None if its leader was cancelled.

    After None somebody else has to lead. In a forked child it has completed so, because the leader is not there.
    """

    __slots__ = ("__weakref__", "_callbacks", "_completed", "_lock", "_outcome", "thread")

    def __init__(self) -> None:
        self.thread = threading.get_ident()
        self._outcome: T | None = None
        self._prepare()
        begins_anew(self)

    def begin_anew(self) -> None:
        """Complete without an outcome, with nobody waiting."""
        self._prepare()
        self._completed.set()

    def _prepare(self) -> None:
        self._lock = threading.Lock()
        self._completed = threading.Event()
        self._callbacks: list[Callable[[], object]] = []

    @property
    def outcome(self) -> T | None:
        """The outcome; None while there is none."""
        return self._outcome

    def complete(self, outcome: T | None) -> None:
        """Wake all waiters."""
        with self._lock:
            self._outcome = outcome
            self._completed.set()
            callbacks, self._callbacks = self._callbacks, []
        for callback in callbacks:
            callback()

    def wait(self, seconds: float) -> bool:
        """Block this thread for at most `seconds`; return whether it completed."""
        return self._completed.wait(seconds)

    async def await_completion(self, seconds: float) -> bool:
        """Wait without blocking the event loop; return whether it completed. A cancelled waiter disturbs no other."""
        import asyncio  # noqa: PLC0415 - because it is dear to those who only use threads

        loop = asyncio.get_running_loop()
        waiter: asyncio.Future[None] = loop.create_future()

        def wake() -> None:
            with suppress(RuntimeError):  # because the loop of a waiter may be closed by now
                loop.call_soon_threadsafe(_settle, waiter)

        self.add_done_callback(wake)
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await waiter
        return waiter.done() and not waiter.cancelled()

    def add_done_callback(self, callback: Callable[[], object]) -> None:
        """Call `callback` on completion, in whatever thread that is; at once if it has completed."""
        with self._lock:
            if not self._completed.is_set():
                self._callbacks.append(callback)
                return
        callback()


def _settle(waiter: "asyncio.Future[None]") -> None:
    if not waiter.done():
        waiter.set_result(None)
