"""Fields about people are not marked as personal data."""

from typing import Final

from ndxp_mocks.platform.document_edits import replace_at, value_at
from ndxp_mocks.platform.entity import Description
from ndxp_mocks.platform.operation import JsonObject

RULE: Final = "openapi.personal_data_is_marked"
DESCRIPTION_VI: Final = "Các trường về con người không được đánh dấu là dữ liệu cá nhân."
_SCHEMAS: Final = ("components", "schemas")
_MARK: Final = "x-personal-data"


def amend_document(document: JsonObject) -> JsonObject:
    """Leave out the marks of the first kind of thing that is known by a personal identifier."""
    name = next(name for name, schema in value_at(document, _SCHEMAS).items() if _is_about_people(schema))
    place = (*_SCHEMAS, name, "properties")
    fields = value_at(document, place)
    unmarked = {field: {key: value for key, value in told.items() if key != _MARK} for field, told in fields.items()}
    return replace_at(document, place, unmarked)


def shows_on(description: Description) -> bool:
    """Return whether the platform tells about people by their identifiers; a name alone may be that of an office."""
    return any(entity.key.kind == "citizen_id" for entity in description.entities)


def _is_about_people(schema: JsonObject) -> bool:
    return "x-master-source" in schema and "citizen_id" in schema["properties"]
