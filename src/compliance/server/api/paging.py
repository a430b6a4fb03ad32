"""A long list a page at a time. A run does not change, so that its pages neither repeat nor skip."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from compliance.model.dataclass import dataclass
from compliance.server.api.call import Call

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some of a list: of how many in all, and the address of the page after it, None if it is the last one."""

    items: tuple[T, ...]
    total: int
    next: str | None


def page_of(rows: Sequence[T], call: Call) -> Page[T]:
    """Return the page that is asked for; it is empty after the end."""
    start = int(call.given["cursor"] or 0)
    end = start + call.given["limit"]
    return Page(tuple(rows[start:end]), len(rows), call.page_after(str(end)) if end < len(rows) else None)
