"""Lists that a document reads in pages: where their items stand, how a page is asked for, and what leads on."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
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
_NO_POSITION: Final = frozenset({"object", "array", "boolean"})
_FILTERS: Final = frozenset({"start", "from", "bat dau"})
"""Names of offsets that are as often those of times."""
_OF_TIMES: Final = frozenset({"date", "date-time", "time"})
_SIZES: Final = frozenset(
    {"limit", "per page", "page size", "page limit", "size", "count", "max results", "max items", "top", "first"}
    | {"kich thuoc trang", "so luong", "take", "rows"}
)
_ITEMS: Final = frozenset(
    {"items", "data", "results", "records", "content", "rows", "entries", "list", "values", "elements", "hits"}
    | {"danh sach", "du lieu", "ket qua"}
)

_ENVELOPES: Final = frozenset({"embedded", "result", "response", "payload", "body", "noi dung"})


@dataclass(frozen=True, slots=True)
class PagedList:
    """A list: the steps to its items in the answer, their schema, and the parameters that ask for a page.

    `position` is None if only the number of items can be asked for; `others` say the same in another way.
    """

    steps: tuple[str, ...]
    items: Schema
    size: Parameter | None
    position: Parameter | None
    custom: Custom
    longest: int
    others: tuple[tuple[Parameter, Custom], ...] = ()

    def as_asked(self, values: Mapping[tuple[str, str], Any]) -> "PagedList":
        """Return the list as a request asks for it: by the position that it gives, where there are several."""
        if self.position is None or ("query", self.position.name) in values:
            return self
        asked = (each for each in self.others if ("query", each[0].name) in values)
        position, custom = next(asked, (self.position, self.custom))
        return replace(self, position=position, custom=custom)

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
    found: list[tuple[Parameter, Custom]]
    found = [(each, custom) for each in asked if (custom := _custom(each)) is not None]
    if endpoint.method != "get" or (size is None and not found):
        return None
    place = _items_in(media.schema, dialect)
    if place is None:
        return None
    steps, items, longest = place
    found.sort(key=lambda each: each[1] != "cursor")
    longest = min(longest, LARGEST)
    if not found:
        return PagedList(steps, items, size, None, "offset", longest)
    (position, custom), *others = found
    return PagedList(steps, items, size, position, custom, longest, tuple(others))


def starts_at(listing: PagedList) -> int:
    """Return the number of the first page, where pages are counted."""
    schema = listing.position.schema if listing.position is not None else {}
    for key in ("default", "minimum"):
        stated = schema.get(key) if isinstance(schema, dict) else None
        if isinstance(stated, int) and not isinstance(stated, bool):
            return stated
    return 1 if listing.custom == "page" else 0


def _custom(parameter: Parameter) -> Custom | None:
    schema = parameter.schema if isinstance(parameter.schema, dict) else {}
    kinds = set(as_list(schema.get("type", ())))
    if schema.get("format") in _OF_TIMES or not _NO_POSITION.isdisjoint(kinds):
        return None
    words = phrase(parameter.name)
    found = next((custom for custom, names in _POSITIONS.items() if words in names), None)
    return None if words in _FILTERS and "string" in kinds else found


def _items_in(schema: Schema, dialect: Dialect) -> tuple[tuple[str, ...], Schema, int] | None:
    flat = _flat(schema, dialect)
    if (found := _array(flat)) is not None:
        return (), *found
    members = {name: _flat(each, dialect) for name, each in flat.get("properties", {}).items()}
    if (listed := _listed_in(members)) is not None:
        return (listed[0],), *listed[1]
    for name in (name for name in members if phrase(name) in _ITEMS | _ENVELOPES):
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
