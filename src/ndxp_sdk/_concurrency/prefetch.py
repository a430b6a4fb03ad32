"""Fetch the next thing while the caller is busy with the one before."""

from collections.abc import Callable, Coroutine
from contextlib import suppress
from contextvars import copy_context
from threading import Thread
from typing import Any, Generic, TypeVar

from ndxp_sdk.errors import NdxpError

T = TypeVar("T")


class Prefetch(Generic[T]):
    """A fetch in a thread of its own."""

    __slots__ = ("_came", "_error", "_thread")

    def __init__(self, fetch: Callable[[], T]) -> None:
        self._came: list[T] = []
        self._error: BaseException | None = None
        # in the context of the caller, as tasks are, so that the trace and what else stands there goes on
        self._thread = Thread(target=copy_context().run, args=(self._run, fetch), daemon=True)
        self._thread.start()

    def result(self) -> T:
        """Wait for the result; raises what went wrong."""
        self._thread.join()
        if self._error is not None:
            raise self._error
        return self._came[0]

    def cancel(self) -> None:
        """Cancel; the thread finishes in the background."""

    def _run(self, fetch: Callable[[], T]) -> None:
        try:
            self._came.append(fetch())
        except BaseException as error:  # noqa: BLE001 - because it is raised where the result is asked for
            self._error = error


class AsyncPrefetch(Generic[T]):
    """A fetch in a task of its own."""

    __slots__ = ("_task",)

    def __init__(self, fetch: Callable[[], Coroutine[Any, Any, T]]) -> None:
        import asyncio  # noqa: PLC0415 - because threads do without it

        self._task = asyncio.ensure_future(fetch())

    async def result(self) -> T:
        """Wait for the result; raises what went wrong."""
        return await self._task

    async def cancel(self) -> None:
        """Cancel the task."""
        import asyncio  # noqa: PLC0415 - because threads do without it

        self._task.cancel()
        with suppress(asyncio.CancelledError, NdxpError):  # because its failure concerns nobody any more either
            await self._task
