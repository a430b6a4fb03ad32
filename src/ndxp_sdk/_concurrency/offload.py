"""Work that blocks: done at once by the synchronous client, in a thread by that of tasks."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

T = TypeVar("T")
P = ParamSpec("P")


class Aside:
    """Does it here and now."""

    @staticmethod
    def run(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The result of the function."""
        return function(*args, **kwargs)


class AsyncAside:
    """Does it in a thread, so that the event loop goes on."""

    @staticmethod
    async def run(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The result of the function. Cancelled, it waits for the thread, so that nobody writes behind its back."""
        from functools import partial  # noqa: PLC0415 - because only the client of tasks comes here

        from anyio.to_thread import run_sync  # noqa: PLC0415 - the same

        return await run_sync(partial(function, *args, **kwargs))
