"""Changes since a time, oldest first."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final

from ndxp_mocks.platform import paging
from ndxp_mocks.platform.entity import Entity
from ndxp_mocks.platform.openapi_components import reference
from ndxp_mocks.platform.operation import Answer, Call, JsonObject, Operation, Row, Rows, Success
from ndxp_mocks.platform.property_types import HANOI
from ndxp_mocks.platform.sample_data import entity_schema

_FIRST: Final = datetime(2026, 1, 5, 8, tzinfo=HANOI)
_STEP: Final = timedelta(hours=7, minutes=13)
_KINDS: Final = ("created", "updated", "updated", "ended")
_SINCE: Final[JsonObject] = {
    "name": "updated_since",
    "in": "query",
    "description": "Chỉ lấy thay đổi từ thời điểm này trở đi (RFC 3339, có múi giờ); bỏ trống thì lấy từ đầu.",
    "schema": {"type": "string", "format": "date-time"},
    "example": _FIRST.isoformat(),
}


def operations(entity: Entity, rows: Rows) -> Iterator[Operation]:
    """Yield one feed."""
    change, page = f"{entity.name}Change", f"{entity.name}ChangePage"
    yield Operation(
        method="get",
        path=f"/changes/{entity.path}",
        identifier=f"list{entity.name}Changes",
        summary=f"Các thay đổi của {entity.title} từ một thời điểm",
        description=f"Trả về từng lần tạo mới, cập nhật, kết thúc của {entity.title}, cũ trước mới sau.",
        entity=entity,
        success=Success(200, f"Một trang thay đổi của {entity.title}.", reference(page)),
        answer=partial(_changes_since, tuple(_change(index, row) for index, row in enumerate(rows))),
        example=Call(query={"limit": 1, "updated_since": _FIRST.isoformat()}),
        parameters=(_SINCE, *paging.parameters("cursor")),
        schemas={
            entity.name: entity_schema(entity, rows),
            change: _change_schema(entity),
            page: paging.page_schema("cursor", reference(change), f"thay đổi của {entity.title}"),
        },
        members={"x-function": "changes-since"},
    )


def _changes_since(changes: tuple[dict[str, Any], ...], call: Call) -> Answer:
    since = datetime.fromisoformat(call.query.get("updated_since", _FIRST.isoformat()))
    wanted = [change for change in changes if datetime.fromisoformat(change["changed_at"]) >= since]
    return Answer(200, paging.page("cursor", wanted, call.query))


def _change(index: int, row: Row) -> dict[str, Any]:
    return {
        "change_id": f"td-{index + 1:06d}",
        "changed_at": (_FIRST + index * _STEP).isoformat(),
        "change": _KINDS[index % len(_KINDS)],
        "record": row,
    }


def _change_schema(entity: Entity) -> JsonObject:
    meanings = "created = tạo mới; updated = cập nhật; ended = kết thúc"
    return {
        "type": "object",
        "description": f"Một thay đổi của {entity.title}.",
        "required": ["change_id", "changed_at", "change", "record"],
        "properties": {
            "change_id": {
                "type": "string",
                "pattern": "^td-[0-9]{6}$",
                "description": "Mã của lần thay đổi, không lặp lại.",
                "x-key": True,
            },
            "changed_at": {"type": "string", "format": "date-time", "description": "Thời điểm thay đổi, có múi giờ."},
            "change": {
                "type": "string",
                "enum": sorted(set(_KINDS)),
                "description": f"Loại thay đổi ({meanings}).",
            },
            "record": reference(entity.name),
        },
    }
