"""Run blocking work inline (synchronous client) or in a worker thread (asynchronous client)."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

T = TypeVar("T")
P = ParamSpec("P")


class Offload:
    """Run work inline."""

    @staticmethod
    def run(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run the function and return its result."""
        return function(*args, **kwargs)


class AsyncOffload:
    """Run work in a worker thread, so that the event loop goes on."""

    @staticmethod
    async def run(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run the function in a worker thread. Cancelled, wait for the thread, so that nothing is written later."""
        from functools import partial  # noqa: PLC0415 - because only the client of tasks comes here

        from anyio.to_thread import run_sync  # noqa: PLC0415 - the same

        return await run_sync(partial(function, *args, **kwargs))
