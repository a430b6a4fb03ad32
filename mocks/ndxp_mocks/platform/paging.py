"""Lists in pages, in the two customs of the country: an opaque cursor, or limit and offset with a total."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from ndxp_mocks.platform.operation import JsonObject

SMALLEST: Final = 1
USUAL: Final = 10
LARGEST: Final = 100

_LIMIT: Final[JsonObject] = {
    "name": "limit",
    "in": "query",
    "description": f"Số phần tử tối đa trong một trang, mặc định {USUAL}, không quá {LARGEST}.",
    "schema": {"type": "integer", "minimum": SMALLEST, "maximum": LARGEST, "default": USUAL},
}
_CURSOR: Final[JsonObject] = {
    "name": "cursor",
    "in": "query",
    "description": "Con trỏ trang kế tiếp, lấy từ next_cursor của lần gọi trước; không tự tạo.",
    "schema": {"type": "string", "pattern": "^p[0-9]{1,9}$", "maxLength": 10},
}
_OFFSET: Final[JsonObject] = {
    "name": "offset",
    "in": "query",
    "description": "Số phần tử bỏ qua tính từ đầu danh sách.",
    "schema": {"type": "integer", "minimum": 0, "maximum": 1_000_000, "default": 0},
}
SHARED: Final[Mapping[str, JsonObject]] = {"Limit": _LIMIT, "Cursor": _CURSOR, "Offset": _OFFSET}
_NEXT_CURSOR: Final[JsonObject] = {
    "type": ["string", "null"],
    "description": "Con trỏ của trang kế tiếp; null khi đã hết.",
}


def parameters(paging: str) -> tuple[JsonObject, ...]:
    """Return the query parameters of a list."""
    return (_LIMIT, _OFFSET) if paging == "offset" else (_LIMIT, _CURSOR)


def page_schema(paging: str, item: JsonObject, title: str) -> JsonObject:
    """Return the schema of one page of the given items."""
    items: JsonObject = {
        "type": "array",
        "maxItems": LARGEST,
        "description": f"Các {title} của trang này.",
        "items": item,
    }
    rest = _rest_by_offset() if paging == "offset" else {"next_cursor": _NEXT_CURSOR}
    return {
        "type": "object",
        "description": f"Một trang của danh sách {title}.",
        "required": ["items", *rest],
        "properties": {"items": items, **rest},
    }


def page(paging: str, rows: Sequence[Any], query: Mapping[str, Any]) -> JsonObject:
    """Return the page of `rows` that a checked query asks for."""
    limit, begin = query.get("limit", USUAL), start(paging, query)
    end = begin + limit
    if paging == "offset":
        return {"items": list(rows[begin:end]), "total": len(rows), "limit": limit, "offset": begin}
    return {"items": list(rows[begin:end]), "next_cursor": f"p{end}" if end < len(rows) else None}


def start(paging: str, query: Mapping[str, Any]) -> int:
    """Count the rows before the page that a checked query asks for."""
    return int(query.get("offset", 0) if paging == "offset" else query.get("cursor", "p0")[1:])


def _rest_by_offset() -> JsonObject:
    return {
        "total": {"type": "integer", "minimum": 0, "description": "Tổng số phần tử của danh sách."},
        "limit": {"type": "integer", "minimum": SMALLEST, "description": "Số phần tử tối đa đã áp dụng."},
        "offset": {"type": "integer", "minimum": 0, "description": "Số phần tử đã bỏ qua."},
    }
