"""Lists of the hub: so many items, as a table or as JSON, and where to continue."""

from argparse import Namespace
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Final, TypeVar

from ndxp_sdk.cli.output import note, say_json, say_table
from ndxp_sdk.cli.values import positive_integer
from ndxp_sdk.locale import Words

if TYPE_CHECKING:
    from ndxp_sdk import Pager
    from ndxp_sdk.models._model import Model

T = TypeVar("T", bound="Model")
LARGEST_PAGE: Final = 500


@dataclass(frozen=True, slots=True)
class Limit:
    """The limit of a list: how many items are wanted, and how many of them one page holds."""

    items: int

    @property
    def page(self) -> int:
        """The size of pages that the hub allows, and that give the whole number together."""
        return ceil(self.items / ceil(self.items / LARGEST_PAGE))


def add_paging(add: Callable[..., object], words: Words) -> None:
    """Add `--limit` and `--cursor` to a parser or a group whose `add_argument` is given."""
    add("--limit", type=_limit(words), default=Limit(100), metavar="N", help=words("at most so many (default: 100)"))
    add("--cursor", metavar="TOKEN", help=words("continue where an earlier list ended"))


def _limit(words: Words) -> Callable[[str], Limit]:
    read = positive_integer(words)
    return lambda text: Limit(read(text))


def say_list(
    pager: "Pager[T]", options: Namespace, words: Words, headings: Sequence[str], row: Callable[[T], Sequence[str]]
) -> int:
    """Print the items; gives the exit status."""
    found, cursor = _collected(pager, options.limit.items)
    if options.as_json:
        say_json({"items": [each.model_dump(mode="json", by_alias=True) for each in found], "next_cursor": cursor})
        return 0
    if found:
        say_table(headings, [row(each) for each in found])
    else:
        note(words("nothing found"))
    if cursor:
        note(words("there is more: raise --limit, or go on with --cursor {cursor}", cursor=cursor))
    return 0


def _collected(pager: "Pager[T]", wanted: int) -> tuple[list[T], str | None]:
    found: list[T] = []
    cursor = None
    for page in pager.iter_pages():
        # because a page that is shown in part is where a later list has to begin
        cursor, before = pager.next_token, cursor
        found.extend(page.items)
        if len(found) > wanted:
            cursor = before
        if len(found) >= wanted:
            break
    return found[:wanted], cursor
