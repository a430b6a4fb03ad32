"""Lists that operations answer with: whether they have an end, can be read in pages, and say how to go on."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from compliance.model.codelist import phrase
from compliance.model.dataclass import dataclass
from compliance.model.openapi.files import DocumentFiles
from compliance.model.openapi.node import Node
from compliance.model.openapi.operation import Operation, methods
from compliance.model.openapi.paging import (
    AROUND,
    ENVELOPES,
    ITEMS,
    NEXT,
    POSITIONS,
    SIZES,
    TOTALS,
    answer_in_json,
    members_around,
)
from compliance.model.openapi.parameter import Parameter
from compliance.model.openapi.schema import Schema

_ON: Final = (
    TOTALS
    | NEXT
    | AROUND
    | {"count", "total pages", "page count", "last page", "has more", "has next", "has next page", "more", "is last"}
    | {"is last page", "last", "remaining", "remaining item count", "cursor", "cursors"}
    | {"tong so trang", "so trang", "trang cuoi", "la trang cuoi", "con nua", "con trang sau", "co trang sau"}
)
_HEADERS_ON: Final = frozenset(
    {"link", "x-total-count", "x-total", "total-count", "x-total-pages", "x-next-page", "x-pagination", "content-range"}
    | {"x-page-count", "x-next-cursor", "pagination-count", "x-has-more"}
)
_CLEAR_SIZES: Final = frozenset(
    {"limit", "page size", "page limit", "per page", "max results", "max items", "kich thuoc trang"}
    | {"so dong moi trang", "so luong moi trang", "so ban ghi moi trang", "so ban ghi tren trang"}
)


@dataclass(frozen=True, slots=True)
class Listing:
    """A list in an answer: its array, the phrases of the members around it, and the answer that it stands in."""

    array: Schema
    around: frozenset[str]
    answer: Node

    @property
    def has_end(self) -> bool:
        """Whether the document says how many items there are at most."""
        return self.array.keyword("maxItems") is not None

    @property
    def tells_how_to_go_on(self) -> bool:
        """Whether the answer leads to the next page, or tells that there is one."""
        return not _ON.isdisjoint(self.around) or not _HEADERS_ON.isdisjoint(self._headers())

    def _headers(self) -> Iterator[str]:
        listed = self.answer.get("headers")
        named = self.array.files.follow(listed) if listed is not None else None
        yield from (str(name).lower() for name in (named.mapping if named is not None else ()))


def listing_of(operation: Operation) -> Listing | None:
    """Return the list that an operation answers with; None if it shows none, or a record that holds some."""
    success = operation.success
    answer = answer_in_json(operation.files, success) if success is not None else None
    if success is None or answer is None:
        return None
    if _is_list(answer):
        return Listing(answer, frozenset(), success)
    members = answer.members()
    for name in _most_likely(members):
        return Listing(members[name], _around(answer, name), success)
    for name in (name for name in members if phrase(name) in ENVELOPES):
        for inner in _most_likely(within := members[name].members()):
            return Listing(within[inner], _around(answer, name, inner), success)
    return None


def _around(answer: Schema, *steps: str) -> frozenset[str]:
    return frozenset(phrase(found[-1]) for found, _ in members_around(answer, steps))


def _most_likely(members: Mapping[str, Schema]) -> Iterator[str]:
    return (name for name, member in members.items() if phrase(name) in ITEMS and _is_list(member))


def _is_list(schema: Schema) -> bool:
    items = schema.items
    return items is not None and isinstance(items.node.raw, dict | bool)


def position_in(parameters: Iterable[Parameter]) -> Parameter | None:
    """Return the parameter that says from where on a list is wanted, None if there is none.

    Where a list has a `start` and an `end`, these are moments.
    """
    asked = [parameter for parameter in parameters if parameter.place == "query"]
    moments = {"start"} if any(phrase(parameter.name) == "end" for parameter in asked) else set()
    return next((each for each in asked if _is_position(each.name) and each.name not in moments), None)


def bounds_its_answer(parameters: Iterable[Parameter]) -> bool:
    """Return whether a caller has to say for which items it asks, or between which moments."""
    asked = [each for each in parameters if each.place == "query" and each.is_required]
    names = {phrase(each.name) for each in asked}
    return {"start", "end"} <= names or any(
        phrase(each.name).endswith(" ids") or phrase(each.name) == "ids" or each.schema.items is not None
        for each in asked
    )


def _is_position(name: str) -> bool:
    return any(phrase(name) in phrases for phrases in POSITIONS.values())


def is_page_size(parameter: Parameter) -> bool:
    """Return whether a parameter says how many records a page has: by a clear name, or beside a position."""
    if parameter.place != "query":
        return False
    name = phrase(parameter.name)
    return name in _CLEAR_SIZES or (name in SIZES and id(parameter.node.raw) in _beside_positions(parameter.files))


def _beside_positions(files: DocumentFiles) -> frozenset[int]:
    """Return the identities of all parameters of operations that take a position in a list."""
    return files.remember("beside positions", lambda: frozenset(_found_beside(files)))


def _found_beside(files: DocumentFiles) -> Iterator[int]:
    listed = files.root.get("paths")
    paths = files.follow(listed) if listed is not None else None
    for _, written in paths.members() if paths is not None else ():
        item = files.follow(written)
        if item is None:
            continue
        for _, operation in methods(item):
            found = list(_parameters(files, operation, item))
            if any(_is_position(node.text("name") or "") for node in found):
                yield from (id(node.raw) for node in found)


def _parameters(files: DocumentFiles, operation: Node, item: Node) -> Iterator[Node]:
    for owner in (operation, item):
        listed = owner.get("parameters")
        followed = (files.follow(node) for node in (listed.items() if listed is not None else ()))
        yield from (node for node in followed if node is not None)
