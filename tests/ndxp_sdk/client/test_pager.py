"""Lists that come in pages."""

import asyncio
import contextlib
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

import pytest

from ndxp_sdk import AsyncPager, Call, Pager
from ndxp_sdk.errors import ConnectionLost, NdxpError, UnexpectedAnswer


@dataclass(frozen=True)
class Page:
    items: tuple[int, ...]
    next_cursor: str | None


PAGES = {None: Page((1, 2), "a"), "a": Page((3,), "b"), "b": Page((), "c"), "c": Page((4, 5), None)}
LIST: Call[Any] = Call("things.list", "GET", "/things", lambda answer: answer, query=(("limit", "2"),))


class Source:
    """Gives pages by cursor, and remembers what was asked."""

    def __init__(self, pages: dict[str | None, Any]) -> None:
        self.pages = pages
        self.asked: list[str | None] = []

    def __call__(self, call: Call[Any]) -> Page:
        cursor = dict(call.query).get("cursor", dict(call.query).get("after"))
        self.asked.append(cursor)
        assert dict(call.query)["limit"] == "2"
        found = self.pages[cursor]
        if isinstance(found, NdxpError):
            raise found
        return found  # type: ignore[no-any-return]


class Plain:
    """An AsyncPager that is used as a Pager."""

    def __init__(self, execute: Callable[[Call[Any]], Any], call: Call[Any], **named: Any) -> None:
        async def asked(call: Call[Any]) -> Any:
            return execute(call)

        self.inner: AsyncPager[Any] = AsyncPager(asked, call, **named)

    def __iter__(self) -> Iterator[Any]:
        return iter(self.collected(self.inner))

    def iter_pages(self) -> Iterator[Any]:
        return iter(self.collected(self.inner.iter_pages()))

    def collected(self, source: Any) -> list[Any]:
        async def run() -> list[Any]:
            return [each async for each in source]

        return asyncio.run(run())

    def first(self) -> Any:
        return asyncio.run(self.inner.first())

    def collect(self, limit: int | None = None) -> Any:
        return asyncio.run(self.inner.collect(limit))

    def prefetching(self) -> "Plain":
        self.inner = self.inner.prefetching()
        return self

    @property
    def next_token(self) -> str | None:
        return self.inner.next_token


@pytest.fixture(params=[Pager, Plain])
def pager(request: pytest.FixtureRequest) -> Any:
    return request.param


def test_items_come_from_page_after_page_as_they_are_needed(pager: Any) -> None:
    source = Source(PAGES)
    pages = pager(source, LIST)
    assert source.asked == []
    assert list(pages) == [1, 2, 3, 4, 5]
    assert source.asked == [None, "a", "b", "c"]
    assert pages.next_token is None
    assert list(pages) == [1, 2, 3, 4, 5]


def test_only_as_many_pages_are_fetched_as_are_wanted(pager: Any) -> None:
    source = Source(PAGES)
    assert pager(source, LIST).first() == 1
    assert pager(source, LIST).collect(limit=2) == [1, 2]
    assert pager(source, LIST).collect(limit=0) == []
    assert source.asked == [None, None]
    assert pager(source, LIST).collect(limit=3) == [1, 2, 3]
    assert pager(Source({None: Page((), None)}), LIST).first() is None


def test_pages_can_be_had_whole(pager: Any) -> None:
    assert [page.items for page in pager(Source(PAGES), LIST).iter_pages()] == [(1, 2), (3,), (), (4, 5)]


def test_the_token_says_where_to_continue_without_losing_an_item() -> None:
    pages = Pager(Source(PAGES), LIST)
    tokens = [(item, pages.next_token) for item in pages]
    assert tokens == [(1, None), (2, None), (3, "a"), (4, "c"), (5, "c")]
    resumed = Call("things.list", "GET", "/things", lambda answer: answer, query=(("limit", "2"), ("cursor", "a")))
    assert list(Pager(Source(PAGES), resumed)) == [3, 4, 5]
    walked = Pager(Source(PAGES), LIST)
    assert [walked.next_token for _ in walked.iter_pages()] == ["a", "b", "c", None]


@pytest.mark.parametrize("ahead", [False, True])
def test_an_error_on_the_way_carries_the_token(pager: Any, *, ahead: bool) -> None:
    pages = pager(Source({**PAGES, "b": ConnectionLost("broken")}), LIST)
    pages = pages.prefetching() if ahead else pages
    with pytest.raises(ConnectionLost) as caught:
        pages.collect()
    assert (caught.value.next_token, caught.value.facts.next_token) == ("b", "b")


@pytest.mark.parametrize("again", [None, "a", "b"])
def test_a_server_that_leads_in_circles_is_left(pager: Any, again: str | None) -> None:
    pages = pager(Source({**PAGES, "b": Page((9,), again or "a")}), LIST)
    with pytest.raises(UnexpectedAnswer, match="second time") as caught:
        pages.collect()
    assert caught.value.next_token == "b"


def test_a_feed_ends_where_nothing_new_is(pager: Any) -> None:
    source = Source({None: Page((1,), "7"), "7": Page((2,), "8"), "8": Page((), "8")})
    feed = pager(source, LIST, parameter="after")
    assert list(feed) == [1, 2]
    assert feed.next_token == "8"


def test_the_next_page_is_fetched_while_one_is_worked_on() -> None:
    source = Source(PAGES)
    pages = Pager(source, LIST).prefetching().iter_pages()
    next(pages)
    next(pages)
    assert source.asked[:2] == [None, "a"]
    assert [page.items for page in pages] == [(), (4, 5)]
    assert source.asked == [None, "a", "b", "c"]
    assert list(Pager(Source(PAGES), LIST).prefetching()) == [1, 2, 3, 4, 5]


def test_a_loop_of_tasks_that_is_left_early_leaves_nothing_behind() -> None:
    source = Source(PAGES)

    async def execute(call: Call[Any]) -> Page:
        await asyncio.sleep(0)
        return source(call)

    async def main() -> int:
        async for item in AsyncPager(execute, LIST).prefetching():
            return int(item)
        return 0

    assert asyncio.run(main()) == 1


def test_a_page_that_nobody_wants_any_more_is_not_waited_for() -> None:
    source, ends = Source(PAGES), []

    async def execute(call: Call[Any]) -> Page:
        found = source(call)
        if len(source.asked) > 1:
            try:
                await asyncio.sleep(5)
                ends.append("waited for")
            except asyncio.CancelledError:
                ends.append("cancelled")
                raise
        return found

    async def main() -> None:
        async with contextlib.aclosing(AsyncPager(execute, LIST).prefetching().iter_pages()) as pages:
            async for _ in pages:
                await asyncio.sleep(0)
                await asyncio.sleep(0)
                return

    asyncio.run(main())
    assert (source.asked, ends) == ([None, "a"], ["cancelled"])


def test_the_failure_of_a_page_that_nobody_wants_any_more_concerns_nobody() -> None:
    source = Source({**PAGES, "a": ConnectionLost("cut")})

    async def execute(call: Call[Any]) -> Page:
        return source(call)

    async def main() -> int | None:
        async with contextlib.aclosing(AsyncPager(execute, LIST).prefetching().iter_pages()) as pages:
            async for page in pages:
                await asyncio.sleep(0)
                await asyncio.sleep(0)
                return len(page.items)
        return None

    assert asyncio.run(main()) == 2
    assert source.asked == [None, "a"]


@pytest.mark.parametrize("parameter", ["cursor", "after"])
def test_an_empty_cursor_is_the_end_and_not_the_first_page_again(parameter: str) -> None:
    source = Source({None: Page((1, 2), "")})
    pager: Pager[int] = Pager(source, LIST, parameter=parameter)
    assert pager.collect() == [1, 2]
    assert (source.asked, pager.next_token) == ([None], None)


TRACE: ContextVar[str] = ContextVar("trace", default="none")


@pytest.mark.parametrize("kind", [Pager, Plain])
def test_pages_that_are_fetched_ahead_belong_to_the_context_of_the_caller(kind: Any) -> None:
    source, seen = Source(PAGES), []

    def execute(call: Call[Any]) -> Page:
        seen.append(TRACE.get())
        return source(call)

    before = TRACE.set("of the caller")
    try:
        assert list(kind(execute, LIST).prefetching()) == [1, 2, 3, 4, 5]
    finally:
        TRACE.reset(before)
    assert seen == ["of the caller"] * 4
