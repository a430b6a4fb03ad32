"""Pointers into the components of a document, and the query parameters that several archetypes share."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from ndxp_mocks.platform.entity import Entity, Property
from ndxp_mocks.platform.operation import JsonObject, Row, Rows
from ndxp_mocks.platform.property_types import schema_of

SCHEME: Final = "oauth2"
LEGAL_BASIS: Final = "Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15, điểm c khoản 1 Điều 19"
_FILTERED: Final = frozenset({"choice", "province", "agency"})


def reference(name: str) -> JsonObject:
    """Return a pointer to a schema."""
    return {"$ref": f"#/components/schemas/{name}"}


def error_references(statuses: Iterable[int]) -> JsonObject:
    """Return pointers to the shared error answers, and to the one for everything else."""
    shared = {str(status): {"$ref": f"#/components/responses/Error{status}"} for status in statuses}
    return {**shared, "default": {"$ref": "#/components/responses/ErrorDefault"}}


def filters(entity: Entity) -> tuple[JsonObject, ...]:
    """Optional query parameters for the classifying properties; none is about people."""
    return tuple(_filter(each) for each in entity.properties if each.kind in _FILTERED and not each.personal)


def chosen(rows: Rows, query: Mapping[str, Any]) -> list[Row]:
    """Return the rows that pass every filter of the query."""
    return [row for row in rows if all(row[name] == query[name] for name in row.keys() & query.keys())]


def _filter(described: Property) -> JsonObject:
    return {
        "name": described.name,
        "in": "query",
        "description": f"Chỉ lấy các phần tử có {described.means[0].lower()}{described.means[1:]} này.",
        "schema": schema_of(described),
    }
