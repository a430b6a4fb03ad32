"""One way to use both clients in tests."""

import asyncio
import inspect
from typing import Any

from ndxp_sdk import AsyncClient


class Blocking:
    """An AsyncClient that is used as a Client: what would be awaited is run to its end."""

    def __init__(self, base_url: str, **settings: Any) -> None:
        self._part: Any = AsyncClient(base_url, **settings)
        self._loop = asyncio.new_event_loop()

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._part, name)
        if inspect.iscoroutinefunction(found):
            return lambda *arguments, **named: self._loop.run_until_complete(found(*arguments, **named))
        if inspect.ismethod(found) or not hasattr(found, "_client"):
            return found
        part = object.__new__(Blocking)
        part._loop, part._part = self._loop, found
        return part

    def close(self) -> None:
        self._loop.run_until_complete(self._part.aclose())
        self._loop.run_until_complete(asyncio.sleep(0))
        self._loop.close()
