"""One page of a list: its items in the answer, and everything around them that tells of the list as a whole."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote, urlencode

from ndxp_mocks.openapi.fake_values import phrase
from ndxp_mocks.openapi.pagination import PagedList, starts_at
from ndxp_mocks.platform.misbehaviour import ObservedRequest

_CURSOR: Final = re.compile(r"p?([0-9]{1,9})")
_TOTALS: Final = frozenset(
    {"total", "total count", "total items", "total results", "tong so", "total elements", "size total"}
)
_PAGES: Final = frozenset({"total pages", "page count", "pages", "tong so trang", "last page"})
_MORE: Final = frozenset({"has more", "has next", "has next page", "more", "con nua"})
_NEXT: Final = frozenset(
    {"next", "next cursor", "next page", "next page token", "next token", "cursor", "continue", "next url", "next link"}
    | {"con tro tiep", "continuation token", "next marker", "after"}
)
_BEFORE: Final = frozenset({"previous", "prev", "prev cursor", "previous cursor", "previous page", "before"})
_SIZE: Final = frozenset({"limit", "per page", "page size", "size", "kich thuoc trang"})
_OFFSET: Final = frozenset({"offset", "skip", "start index"})
_PAGE: Final = frozenset({"page", "page number", "current page", "trang"})
_COUNT: Final = frozenset({"count", "item count", "number of elements"})
NEXT_IN_HEADERS: Final = frozenset({"x next", "next", "x next page", "x next cursor", "x next link"})
_LINKS: Final = frozenset({"links", "link"})
_DEEPEST: Final = 3
_MOST_DIGITS: Final = 10
Steps = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Part of the list that is asked for, and the address below which the next one is, at the host that was asked."""

    begin: int
    size: int
    total: int
    path: str
    query: tuple[tuple[str, str], ...]
    host: str = ""

    @property
    def end(self) -> int:
        return min(self.begin + self.size, self.total)

    @property
    def is_last(self) -> bool:
        return self.size == 0 or self.end >= self.total


def page_of(
    listing: PagedList, values: Mapping[tuple[str, str], Any], keys: list[str], asked_for: ObservedRequest
) -> Page | None:
    """Return the page that a request wants of a list whose items have these keys.

    None for a position that never was given.
    """
    size = listing.wanted(values)
    asked = values.get(("query", listing.position.name)) if listing.position is not None else None
    if asked is None or asked == "":
        begin = 0
    elif listing.custom == "cursor":
        found = _begin(str(asked), keys)
        if found is None:
            return None
        begin = found
    elif (number := _counted(asked)) is None:
        return None
    else:
        begin = max(0, number - starts_at(listing)) * (size if listing.custom == "page" else 1)
    host = asked_for.header("host") or ""
    return Page(min(begin, len(keys)), size, len(keys), asked_for.path, asked_for.query, host)


def _counted(asked: Any) -> int | None:
    """Return a number, which a document may call text; None for anything else."""
    is_text = isinstance(asked, str) and asked.isascii() and asked.isdecimal() and len(asked) < _MOST_DIGITS
    return int(asked) if is_text or (isinstance(asked, int) and not isinstance(asked, bool)) else None


def next_position(listing: PagedList, page: Page, keys: list[str]) -> str:
    """Return the position of the page behind this one, as a caller has to send it."""
    if listing.custom == "page":
        return str(page.end // max(1, page.size) + starts_at(listing))
    if listing.custom == "offset":
        return str(page.end + starts_at(listing))
    name = phrase(listing.position.name) if listing.position is not None else ""
    return keys[page.end - 1] if name in {"starting after", "last id"} else f"p{page.end}"


def next_address(listing: PagedList, page: Page, position: str) -> str:
    """Return the address of the page behind this one, as a reference: `page.path` is decoded, and this is not."""
    name = listing.position.name if listing.position is not None else "offset"
    rest = [(each, value) for each, value in page.query if each != name]
    return f"{quote(page.path)}?{urlencode([*rest, (name, position)])}"


def around(value: Any, listing: PagedList, page: Page, following: tuple[str, str] | None, steps: Steps = ()) -> Any:
    """Fill in the values around the items, so that they tell of this page.

    `following` is its position and its address, `steps` are the names of what encloses the value.
    """
    if not isinstance(value, dict) or len(steps) > _DEEPEST:
        return value
    return {name: _page_value((*steps, name), each, listing, page, following) for name, each in value.items()}


def _page_value(steps: Steps, value: Any, listing: PagedList, page: Page, following: tuple[str, str] | None) -> Any:
    words = phrase(steps[-1])
    if isinstance(value, dict):
        return around(value, listing, page, following, steps)
    if words in _NEXT and not isinstance(value, bool | list):
        is_link = any(phrase(each) in _LINKS for each in steps[:-1])
        return _next(value, following, page.host, is_link=is_link)
    if words in _BEFORE and isinstance(value, str | None):
        return None
    if words in _MORE and isinstance(value, bool):
        return following is not None
    if isinstance(value, int) and not isinstance(value, bool):
        return _number(words, value, listing, page)
    return value


def _next(value: Any, following: tuple[str, str] | None, host: str, *, is_link: bool) -> Any:
    if following is None:
        return None
    position, address = following
    if isinstance(value, int):
        return int(position.removeprefix("p")) if position.removeprefix("p").isdigit() else value
    if isinstance(value, str) and "://" in value:
        return f"https://{host}{address}" if host else address
    return address if is_link or (isinstance(value, str) and value.startswith("/")) else position


def _number(words: str, value: int, listing: PagedList, page: Page) -> int:
    size = max(1, page.size)
    told = (
        (_TOTALS, page.total),
        (_PAGES, -(-page.total // size)),
        (_SIZE, page.size),
        (_OFFSET, page.begin),
        (_PAGE, page.begin // size + starts_at(listing)),
        (_COUNT, page.end - page.begin),
    )
    return next((number for names, number in told if words in names), value)


def _begin(asked: str, keys: list[str]) -> int | None:
    if asked in keys:
        return keys.index(asked) + 1
    found = _CURSOR.fullmatch(asked)
    return int(found[1]) if found is not None and int(found[1]) <= len(keys) else None


def leads_on(header: str) -> bool:
    """Return whether a header of this name leads to the next page."""
    return header.lower() == "link" or phrase(header) in NEXT_IN_HEADERS
