"""One request under way, and those who wait for it: threads, and tasks of any loop."""

import threading
from collections.abc import Callable

from ndxp_sdk.errors import NdxpError
from ndxp_sdk.tokens.token import Token

Outcome = Token | NdxpError | None


class Flight:
    """Lands once, with a token, an error, or None when the one who asked was cancelled: then somebody else asks."""

    __slots__ = ("_callbacks", "_landed", "_lock", "_outcome", "thread")

    def __init__(self) -> None:
        self.thread = threading.get_ident()
        self._lock = threading.Lock()
        self._landed = threading.Event()
        self._callbacks: list[Callable[[], object]] = []
        self._outcome: Outcome = None

    @property
    def outcome(self) -> Outcome:
        """What it landed with."""
        return self._outcome

    def land(self, outcome: Outcome) -> None:
        """Wakes everybody."""
        with self._lock:
            self._outcome = outcome
            self._landed.set()
            callbacks, self._callbacks = self._callbacks, []
        for callback in callbacks:
            callback()

    def wait(self, seconds: float) -> bool:
        """Blocks this thread; whether it landed in time."""
        return self._landed.wait(seconds)

    def tell(self, callback: Callable[[], object]) -> None:
        """Calls back on landing, in whatever thread that is; at once when it has landed."""
        with self._lock:
            if not self._landed.is_set():
                self._callbacks.append(callback)
                return
        callback()
