"""Lists that a document reads in pages: where their items stand, how a page is asked for, and what leads on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from ndxp_mocks.openapi.dialect import Dialect, Schema
from ndxp_mocks.openapi.endpoint import Endpoint, Media, Parameter
from ndxp_mocks.openapi.fake_values import phrase
from ndxp_mocks.openapi.schema_merge import as_list, flatten
from ndxp_mocks.openapi.source import Unserved

Custom = Literal["page", "offset", "cursor"]
USUAL: Final = 10
LARGEST: Final = 100
_POSITIONS: Final[Mapping[Custom, frozenset[str]]] = {
    "page": frozenset({"page", "page number", "page no", "page index", "p", "trang", "so trang", "current page"}),
    "offset": frozenset({"offset", "skip", "start index", "start", "from", "vi tri"}),
    "cursor": frozenset(
        {"cursor", "page token", "starting after", "after", "next", "next token", "continue", "marker", "con tro"}
        | {"next cursor", "continuation token", "bookmark", "last id"}
    ),
}
_OF_TIMES: Final = frozenset({"date", "date-time", "time"})
_SIZES: Final = frozenset(
    {"limit", "per page", "page size", "page limit", "size", "count", "max results", "max items", "top", "first"}
    | {"kich thuoc trang", "so luong", "take", "rows"}
)
_ITEMS: Final = frozenset(
    {"items", "data", "results", "records", "content", "rows", "entries", "list", "values", "elements", "hits"}
    | {"danh sach", "du lieu", "ket qua"}
)


@dataclass(frozen=True, slots=True)
class PagedList:
    """A list: the steps to its items in the answer, their schema, and the parameters that ask for a page.

    `position` is None if only the number of items can be asked for.
    """

    steps: tuple[str, ...]
    items: Schema
    size: Parameter | None
    position: Parameter | None
    custom: Custom
    longest: int

    def wanted(self, values: Mapping[tuple[str, str], Any]) -> int:
        """Return the number of items of a page."""
        size = values.get(("query", self.size.name)) if self.size is not None else None
        if not isinstance(size, int) and self.position is None:
            return self.longest  # because nobody could ask for the rest
        if not isinstance(size, int):
            stated = self.size.schema.get("default") if self.size and isinstance(self.size.schema, dict) else None
            size = stated if isinstance(stated, int) and not isinstance(stated, bool) else USUAL
        return max(0, min(size, self.longest))


def listing_of(endpoint: Endpoint, media: Media, dialect: Dialect) -> PagedList | None:
    """Return the list that an operation reads in pages, None if it reads none."""
    asked = [each for each in endpoint.parameters if each.place == "query"]
    size = next((each for each in asked if phrase(each.name) in _SIZES), None)
    found = next(((each, custom) for each in asked if (custom := _custom(each)) is not None), None)
    if endpoint.method != "get" or (size is None and found is None):
        return None
    place = _items_in(media.schema, dialect)
    if place is None:
        return None
    steps, items, longest = place
    position, custom = found or (None, "offset")
    return PagedList(steps, items, size, position, custom, min(longest, LARGEST))


def starts_at(listing: PagedList) -> int:
    """Return the number of the first page, where pages are counted."""
    schema = listing.position.schema if listing.position is not None else {}
    for key in ("default", "minimum"):
        stated = schema.get(key) if isinstance(schema, dict) else None
        if isinstance(stated, int) and not isinstance(stated, bool):
            return stated
    return 1 if listing.custom == "page" else 0


def _custom(parameter: Parameter) -> Custom | None:
    if isinstance(parameter.schema, dict) and parameter.schema.get("format") in _OF_TIMES:
        return None
    words = phrase(parameter.name)
    return next((custom for custom, names in _POSITIONS.items() if words in names), None)


def _items_in(schema: Schema, dialect: Dialect) -> tuple[tuple[str, ...], Schema, int] | None:
    flat = _flat(schema, dialect)
    if (found := _array(flat)) is not None:
        return (), *found
    members = {name: _flat(each, dialect) for name, each in flat.get("properties", {}).items()}
    if (listed := _listed_in(members)) is not None:
        return (listed[0],), *listed[1]
    for name in (name for name in members if phrase(name) in _ITEMS):
        inner = {key: _flat(each, dialect) for key, each in members[name].get("properties", {}).items()}
        if (listed := _listed_in(inner)) is not None:
            return (name, listed[0]), *listed[1]
    return None


def _listed_in(members: Mapping[str, Mapping[str, Any]]) -> tuple[str, tuple[Schema, int]] | None:
    """Return the array that is called as items are, else the only one."""
    arrays = [(name, array) for name, each in members.items() if (array := _array(each)) is not None]
    named = [each for each in arrays if phrase(each[0]) in _ITEMS]
    return next(iter(named or (arrays if len(arrays) == 1 else ())), None)


def _array(flat: Mapping[str, Any]) -> tuple[Schema, int] | None:
    if "array" not in as_list(flat.get("type", ())) or "prefixItems" in flat:
        return None
    return flat.get("items", True), int(flat.get("maxItems", LARGEST))


def _flat(schema: Schema, dialect: Dialect) -> dict[str, Any]:
    try:
        return flatten(schema, dialect.at)
    except Unserved:
        return {}
