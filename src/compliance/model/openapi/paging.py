"""How a list is read page by page, as its document says it: names are recognised, English and Vietnamese ones."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Final

from compliance.model.codelist import phrase
from compliance.model.dataclass import dataclass
from compliance.model.openapi.files import DocumentFiles
from compliance.model.openapi.identity import identifying_members, time_of_change
from compliance.model.openapi.node import Node
from compliance.model.openapi.parameter import Parameter
from compliance.model.openapi.schema import Schema

Steps = tuple[str, ...]
"""The keys that lead from the whole answer to one value in it."""


class Style(StrEnum):
    """What says which page is wanted: a number, the records to leave out, a word of the last page, its link."""

    PAGE = "page"
    OFFSET = "offset"
    CURSOR = "cursor"
    LINK = "link"


POSITIONS: Final[Mapping[Style, frozenset[str]]] = {
    Style.CURSOR: frozenset(
        {"cursor", "next cursor", "page token", "next token", "next page token", "continuation token", "after"}
        | {"starting after", "search after", "scroll id", "con tro", "con tro trang", "ma trang"}
        | {"continue", "marker", "skip token", "page cursor"}
    ),
    Style.PAGE: frozenset(
        {"page", "page number", "page no", "page index", "page num", "current page", "trang", "so trang", "trang so"}
        | {"trang hien tai", "chi so trang", "so thu tu trang"}
    ),
    Style.OFFSET: frozenset(
        {"offset", "skip", "start", "start index", "start at", "page offset", "bat dau", "vi tri", "vi tri bat dau"}
        | {"bo qua", "so ban ghi bo qua"}
    ),
}
_NO_POSITION: Final = frozenset({"object", "array", "boolean"})
_FILTERS: Final = frozenset({"start", "bat dau"})
"""Names of offsets that are as often those of times."""
_OF_TIMES: Final = frozenset({"date", "date-time", "time"})
SIZES: Final = frozenset(
    {"limit", "page size", "page limit", "per page", "size", "top", "take", "max results", "max items", "rows"}
    | {"gioi han", "kich thuoc", "kich thuoc trang", "so dong", "so luong", "so ban ghi", "so phan tu"}
    | {"so dong moi trang", "so luong moi trang", "so ban ghi moi trang", "so ban ghi tren trang"}
)
ITEMS: Final = frozenset(
    {"items", "data", "results", "result", "records", "content", "rows", "value", "list", "entries", "features"}
    | {"danh sach", "du lieu", "ket qua", "ban ghi", "noi dung", "phan tu"}
)
TOTALS: Final = frozenset(
    {"total", "total count", "total elements", "total items", "total records", "total results", "total hits"}
    | {"record count", "number matched", "tong", "tong so", "tong so ban ghi", "tong ban ghi", "tong so dong"}
    | {"tong so phan tu", "tong so luong", "tong so ket qua"}
)
NEXT: Final = frozenset(
    {
        "next",
        "next cursor",
        "next page",
        "next token",
        "continue",
        "next marker",
        "next page token",
        "next link",
        "continuation token",
    }
    | {"end cursor", "con tro tiep", "con tro tiep theo", "con tro ke tiep", "trang tiep", "trang tiep theo"}
    | {"trang sau", "trang ke tiep"}
)
AROUND: Final = frozenset(
    {"meta", "metadata", "pagination", "paging", "page", "page info", "links", "link", "phan trang"}
    | {"thong tin phan trang", "thong tin trang"}
)
ENVELOPES: Final = frozenset(
    {"data", "embedded", "result", "response", "payload", "body", "du lieu", "ket qua", "noi dung"}
)


@dataclass(frozen=True, slots=True)
class Paging:
    """How a list is walked.

    `position` is the parameter that says which page is wanted, None if each page links to the next. `size` is the one
    for the records of a page. `items`, `total` and `next` lead to the records, their number in all and what leads to
    the next page; the last two are None if the document has none. `keys` are the members of a record that together
    identify it, empty if nothing tells. `changed_at` is the member that says when it changed, None if there is none.
    """

    style: Style
    position: Parameter | None
    size: Parameter | None
    items: Steps
    total: Steps | None
    next: Steps | None
    keys: tuple[str, ...]
    changed_at: str | None


def read_paging(files: DocumentFiles, path: str, success: Node, parameters: Iterable[Parameter]) -> Paging | None:
    """Return how a read pages its list, None if its good answer and its parameters do not show a list in pages."""
    answer = answer_in_json(files, success)
    found = _list(answer) if answer else None
    if answer is None or found is None:
        return None
    items, record = found
    around = dict(members_around(answer, items))
    total, following = _first(around, TOTALS), _first(around, NEXT)
    asked = [parameter for parameter in parameters if parameter.place == "query"]
    position = _position(asked, following) or _linked(files, success, following)
    if position is None:
        return None
    return Paging(
        style=position[0],
        position=position[1],
        size=_named(asked, SIZES),
        items=items,
        total=total,
        next=following,
        keys=identifying_members(files, path, record),
        changed_at=time_of_change(record),
    )


def answer_in_json(files: DocumentFiles, success: Node) -> Schema | None:
    """Return the schema of an answer in JSON."""
    contents = success.get("content")
    for name, media_type in contents.members() if contents else ():
        is_json = name.partition(";")[0].strip().lower().endswith(("/json", "+json", "/*"))
        if is_json and (schema := media_type.get("schema")) is not None:
            return Schema(files, schema)
    schema = success.get("schema")
    return Schema(files, schema) if schema else None


def _list(answer: Schema) -> tuple[Steps, Schema] | None:
    """Return where the records stand and what one is: the answer itself, a member of it, or of its envelope."""
    if (record := answer.items) is not None:
        return (), record
    members = answer.members()
    if (found := _list_among(members)) is not None:
        return found
    for name, member in members.items():
        if phrase(name) in ENVELOPES and (found := _list_among(member.members())) is not None:
            return (name, *found[0]), found[1]
    return None


def _list_among(members: Mapping[str, Schema]) -> tuple[Steps, Schema] | None:
    lists = [(name, items) for name, member in members.items() if (items := member.items) and items.members()]
    named = [(name, items) for name, items in lists if phrase(name) in ITEMS]
    if not named and len(lists) != 1:
        return None
    name, record = (named or lists)[0]
    return (name,), record


def members_around(answer: Schema, items: Steps) -> Iterator[tuple[Steps, Schema]]:
    """Yield what stands around the list, the nearest first: beside it, in what tells of the pages, in the answer."""
    holders: list[tuple[Steps, Schema]] = [((), answer)]
    for step in items[:-1]:
        steps, holder = holders[0]
        holders.insert(0, ((*steps, step), holder.members()[step]))
    for steps, holder in holders:
        members = holder.members()
        yield from (((*steps, name), member) for name, member in members.items())
        for name, member in members.items():
            if phrase(name) in AROUND:
                yield from (((*steps, name, inner), schema) for inner, schema in member.members().items())


def _first(members: Mapping[Steps, Schema], phrases: frozenset[str]) -> Steps | None:
    return next((steps for steps in members if phrase(steps[-1]) in phrases), None)


def _position(asked: Sequence[Parameter], following: Steps | None) -> tuple[Style, Parameter] | None:
    for style, phrases in POSITIONS.items():
        parameter = _named([each for each in asked if _may_be_position(each, style)], phrases)
        if parameter is not None and (style is not Style.CURSOR or following is not None):
            return style, parameter
    return None


def _may_be_position(parameter: Parameter, style: Style) -> bool:
    """Return whether it can say which page is wanted: a filter `start`, of times or with members, does not."""
    schema = parameter.schema
    may_be_filter = style is Style.OFFSET and phrase(parameter.name) in _FILTERS
    refused = _NO_POSITION | {"string"} if may_be_filter else _NO_POSITION
    return refused.isdisjoint(schema.types()) and schema.keyword("format") not in _OF_TIMES


def _linked(files: DocumentFiles, success: Node, following: Steps | None) -> tuple[Style, None] | None:
    """Return the style of pages that `Link` (RFC 8288) or a member leads to, not a parameter; None if neither does."""
    listed = success.get("headers")
    headers = files.follow(listed) if listed else None
    has_link = any(name.lower() == "link" for name, _ in headers.members()) if headers else False
    return (Style.LINK, None) if has_link or following is not None else None


def _named(asked: Sequence[Parameter], phrases: frozenset[str]) -> Parameter | None:
    return next((parameter for parameter in asked if phrase(parameter.name) in phrases), None)


def holds_a_list(answer: Schema) -> bool:
    """Return whether an answer holds one list of records, in itself or in its envelope."""
    return _list(answer) is not None


def is_of_paging(name: str) -> bool:
    """Return whether a name is one by which callers say which page they want, or members tell of the pages."""
    words = phrase(name)
    return any(words in phrases for phrases in (*POSITIONS.values(), SIZES, TOTALS, NEXT))
