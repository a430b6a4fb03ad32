"""The made-up data of one entity: the same seed gives the same rows."""

from random import Random
from typing import Any, Final

from ndxp_mocks.platform.entity import Entity
from ndxp_mocks.platform.operation import JsonObject, Rows
from ndxp_mocks.platform.property_types import KINDS, schema_of

COUNT: Final = 24
_MASTER_SOURCES: Final = {
    "citizen_id": "Cơ sở dữ liệu quốc gia về dân cư",
    "enterprise_code": "Cơ sở dữ liệu quốc gia về đăng ký doanh nghiệp",
}


def rows_of(entity: Entity, slug: str, seed: int) -> Rows:
    """Return all that a platform has of one entity, the first row being the example of the document."""
    random = Random(f"{seed}/{slug}/{entity.name}")
    return tuple(_row(entity, random, index) for index in range(COUNT))


def entity_schema(entity: Entity, rows: Rows) -> JsonObject:
    """Return the schema of one row, each property with the example that the first row gives."""
    properties = {each.name: {**schema_of(each), "examples": [rows[0][each.name]]} for each in entity.properties}
    properties[entity.identifier]["x-key"] = True
    return {
        "type": "object",
        "x-master-source": _master_source(entity),
        "description": f"Thông tin về một {entity.title} (dữ liệu mô phỏng).",
        "required": [each.name for each in entity.properties],
        "properties": properties,
    }


def _master_source(entity: Entity) -> str:
    return _MASTER_SOURCES.get(entity.key.kind, "Cơ sở dữ liệu của chính nền tảng (mô phỏng)")


def _row(entity: Entity, random: Random, index: int) -> dict[str, Any]:
    return {each.name: KINDS[each.kind].draw(each, random, index) for each in entity.properties}
