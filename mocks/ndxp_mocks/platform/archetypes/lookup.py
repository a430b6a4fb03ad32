"""One thing by its identifier. A personal identifier travels in the body, never in the address (RFC 9110, 17.9)."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Final

from ndxp_mocks.platform.entity import Entity
from ndxp_mocks.platform.openapi_components import reference
from ndxp_mocks.platform.operation import Answer, Call, JsonObject, Operation, Rows, Success
from ndxp_mocks.platform.problems import not_found
from ndxp_mocks.platform.property_types import FIRST_DAY, schema_of
from ndxp_mocks.platform.sample_data import entity_schema

_AS_OF: Final[JsonObject] = {
    "name": "as_of",
    "in": "query",
    "description": "Ngày cần biết giá trị; bỏ trống thì trả về giá trị tại thời điểm gọi.",
    "schema": {"type": "string", "format": "date"},
}
_PURPOSE: Final = "Giải quyết hồ sơ G22-260115-0001 (mô phỏng)"


def operations(entity: Entity, rows: Rows) -> Iterator[Operation]:
    """Yield one operation: by path, or by body where the identifier is personal."""
    yield _by_body(entity, rows) if entity.key.personal else _by_path(entity, rows)


def _by_path(entity: Entity, rows: Rows) -> Operation:
    example = rows[0][entity.identifier]
    return Operation(
        method="get",
        path=f"/{entity.path}/{{{entity.identifier}}}",
        identifier=f"read{entity.name}",
        summary=f"Tra cứu một {entity.title} theo {_lowered(entity.key.means)}",
        description=f"Trả về đúng một {entity.title} có giá trị tại thời điểm gọi; không có thì trả lời 404.",
        entity=entity,
        success=Success(200, f"Thông tin về {entity.title}.", reference(entity.name)),
        answer=partial(_read, rows, entity.identifier),
        example=Call(path={entity.identifier: example}),
        parameters=(_path_parameter(entity, example), _AS_OF),
        schemas={entity.name: entity_schema(entity, rows)},
        members={"x-function": "single"},
    )


def _by_body(entity: Entity, rows: Rows) -> Operation:
    return Operation(
        method="post",
        path=f"/{entity.path}/search",
        identifier=f"find{entity.name}",
        summary=f"Tra cứu một {entity.title} theo {_lowered(entity.key.means)}",
        description=(
            f"Trả về đúng một {entity.title}. Định danh cá nhân nằm trong nội dung yêu cầu, không nằm trong địa chỉ; "
            "mục đích khai thác được ghi nhật ký."
        ),
        entity=entity,
        success=Success(200, f"Thông tin về {entity.title}.", reference(entity.name)),
        answer=partial(_find, rows, entity.identifier),
        example=Call(body={entity.identifier: rows[0][entity.identifier], "purpose": _PURPOSE}),
        body=_question(entity, rows[0][entity.identifier]),
        schemas={entity.name: entity_schema(entity, rows)},
        members={"x-function": "single"},
    )


def _read(rows: Rows, identifier: str, call: Call) -> Answer:
    return _only(rows, identifier, call.path[identifier], call.query.get("as_of"))


def _find(rows: Rows, identifier: str, call: Call) -> Answer:
    return _only(rows, identifier, call.body[identifier], call.body.get("as_of"))


def _only(rows: Rows, identifier: str, wanted: str, as_of: str | None) -> Answer:
    found = next((row for row in rows if row[identifier] == wanted), None)
    if as_of is not None and date.fromisoformat(as_of) < FIRST_DAY:  # because nothing made up is older
        found = None
    return not_found() if found is None else Answer(200, found)


def _path_parameter(entity: Entity, example: str) -> JsonObject:
    return {
        "name": entity.identifier,
        "in": "path",
        "required": True,
        "description": f"{entity.key.means} cần tra cứu.",
        "schema": schema_of(entity.key),
        "example": example,
    }


def _question(entity: Entity, example: str) -> JsonObject:
    purpose = {
        "type": "string",
        "minLength": 5,
        "maxLength": 500,
        "description": "Mục đích khai thác hoặc mã hồ sơ đang giải quyết.",
        "examples": [_PURPOSE],
    }
    return {
        "type": "object",
        "additionalProperties": False,
        "description": f"Định danh của {entity.title} cần tra cứu và mục đích khai thác.",
        "required": [entity.identifier, "purpose"],
        "properties": {
            entity.identifier: {**schema_of(entity.key), "examples": [example]},
            "purpose": purpose,
            "as_of": {**_AS_OF["schema"], "description": _AS_OF["description"]},
        },
    }


def _lowered(means: str) -> str:
    return means[0].lower() + means[1:]
