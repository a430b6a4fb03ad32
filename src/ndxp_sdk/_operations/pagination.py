"""Lists that come in pages: which call asks for the next one, and when a server leads in circles."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Protocol, TypeVar

from ndxp_sdk._pipeline.call import Call
from ndxp_sdk.errors import Facts, UnexpectedAnswer

T_co = TypeVar("T_co", covariant=True)


class PageOf(Protocol[T_co]):
    """Some items, and the cursor of the next ones. A list ends with none; a feed always has one and ends when empty."""

    @property
    def items(self) -> Sequence[T_co]:
        """The items of this page."""

    @property
    def next_cursor(self) -> str | None:
        """The cursor of the next page. None if this is the last."""


def next_of(page: PageOf[Any]) -> str | None:
    """Return the cursor of the next page. None at the end, which some servers write as an empty one."""
    return page.next_cursor or None


class CursorWalk:
    """One way through all pages of a call."""

    __slots__ = ("_call", "_parameter", "_seen")

    def __init__(self, call: Call[Any], parameter: str) -> None:
        self._call = call
        self._parameter = parameter
        self._seen: set[str] = set()

    @property
    def begin(self) -> str | None:
        """The cursor that the call itself has."""
        return next((value for name, value in self._call.query if name == self._parameter), None)

    def at(self, cursor: str | None) -> Call[Any]:
        """Return the call for the page at `cursor`."""
        if cursor is None or cursor == self.begin:
            return self._call
        others = [pair for pair in self._call.query if pair[0] != self._parameter]
        return replace(self._call, query=(*others, (self._parameter, cursor)))

    def following(self, page: PageOf[Any], cursor: str | None) -> str | None:
        """Return the cursor after `page`. None at the end. UnexpectedAnswer for a cursor that was used before."""
        following = next_of(page)
        if following is None or (not page.items and (self._parameter == "after" or following == cursor)):
            return None
        if following == cursor or following in self._seen:
            text = "the server gave a cursor for the second time; going on would never end"
            raise UnexpectedAnswer(text, Facts(self._call.operation, "platform", 200, "cursor-repeated"))
        self._seen.add(following)
        return following
