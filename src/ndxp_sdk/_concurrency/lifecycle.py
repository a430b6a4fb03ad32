"""Guard the lifecycle of a client: used until it is closed, and an asynchronous one in one event loop."""

import sys
from typing import Any

from ndxp_sdk.errors import UsageError


class Lifecycle:
    """The home of a synchronous client: any thread."""

    __slots__ = ("is_closed",)

    def __init__(self) -> None:
        self.is_closed = False

    def check(self) -> None:
        """Raise UsageError if the client must not be used."""
        if self.is_closed:
            raise UsageError("the client is closed: make a new one, or leave the `with` block later")


class AsyncLifecycle(Lifecycle):
    """The home of an asynchronous client: the event loop of its first call."""

    __slots__ = ("_loop",)

    def __init__(self) -> None:
        super().__init__()
        self._loop: Any = None

    def check(self) -> None:
        """Raise UsageError if the client must not be used."""
        super().check()
        if "asyncio" not in sys.modules:
            return
        import asyncio  # noqa: PLC0415 - because under another library for tasks it is not there

        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            return
        if self._loop is None:
            self._loop = loop
        elif self._loop is not loop:
            raise UsageError("an AsyncClient belongs to the event loop of its first call: make one for each loop")
