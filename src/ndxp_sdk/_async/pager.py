"""Lists that come in pages."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
from functools import partial
from typing import Any, Generic, Self, TypeVar

from ndxp_sdk._concurrency.prefetch import AsyncPrefetch
from ndxp_sdk._operations.pagination import CursorWalk, PageOf, next_of
from ndxp_sdk._pipeline.call import Call
from ndxp_sdk.errors import NdxpError

T = TypeVar("T")


class AsyncPager(Generic[T]):
    """All items of a list, page after page, fetched as needed. Each loop over it begins anew.

    `next_token` is where a later run can continue without losing an item: give it as `cursor` (or `after` for feeds) to
    the method that made the pager. An error on the way carries it too.
    """

    def __init__(
        self,
        execute: Callable[[Call[Any]], Awaitable[Any]],
        call: Call[Any],
        *,
        parameter: str = "cursor",
        is_ahead: bool = False,
    ) -> None:
        self._execute = execute
        self._call = call
        self._parameter = parameter
        self._is_ahead = is_ahead
        self.next_token: str | None = CursorWalk(call, parameter).begin
        """Where to continue; none before the first page, and at the end of a list."""

    def prefetching(self) -> Self:
        """Return the list with prefetching: while a page is worked on, the next one is already fetched."""
        return type(self)(self._execute, self._call, parameter=self._parameter, is_ahead=True)

    async def iter_pages(self) -> AsyncGenerator[PageOf[T], None]:
        """Page after page."""
        walk, ahead = CursorWalk(self._call, self._parameter), None
        cursor: str | None = walk.begin
        try:
            while True:
                page: PageOf[T] = await (ahead.result() if ahead else self._page(walk, cursor))
                following, ahead = self._following(walk, page, cursor), None
                if self._is_ahead and following is not None:
                    ahead = AsyncPrefetch(partial(self._page, walk, following))
                self.next_token = next_of(page)
                yield page
                if following is None:
                    return
                cursor = following
        finally:
            if ahead:
                await ahead.cancel()

    async def __aiter__(self) -> AsyncGenerator[T, None]:
        token = CursorWalk(self._call, self._parameter).begin
        async with aclosing(self.iter_pages()) as pages:
            async for page in pages:
                # because a run that breaks off within a page has to see the rest of it again
                token, self.next_token = self.next_token, token
                for item in page.items:
                    yield item
                self.next_token = token

    async def first(self) -> T | None:
        """Return the first item. None if the list is empty."""
        async with aclosing(self.__aiter__()) as items:
            async for item in items:
                return item
        return None

    async def collect(self, limit: int | None = None) -> list[T]:
        """Return all items, or the first `limit` ones."""
        found: list[T] = []
        if limit == 0:
            return found
        async with aclosing(self.__aiter__()) as items:
            async for item in items:
                found.append(item)
                if len(found) == limit:
                    break
        return found

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._call.operation})"

    async def _page(self, walk: CursorWalk, cursor: str | None) -> Any:
        try:
            return await self._execute(walk.at(cursor))
        except NdxpError as error:
            raise error.about(next_token=cursor) from error

    def _following(self, walk: CursorWalk, page: PageOf[T], cursor: str | None) -> str | None:
        try:
            return walk.following(page, cursor)
        except NdxpError as error:
            raise error.about(next_token=cursor) from None
