"""The fields of the data are named and not described."""

from functools import reduce
from typing import Final

from ndxp_mocks.platform.document_edits import remove_at, value_at
from ndxp_mocks.platform.operation import JsonObject

RULE: Final = "openapi.properties_are_described"
DESCRIPTION_VI: Final = "Các trường dữ liệu chỉ có tên, không có mô tả."
_SCHEMAS: Final = ("components", "schemas")


def amend_document(document: JsonObject) -> JsonObject:
    """Leave out the descriptions of all fields of the things that the platform tells about."""
    told = {name: schema for name, schema in value_at(document, _SCHEMAS).items() if "x-master-source" in schema}
    fields = ((name, field) for name, schema in told.items() for field in schema["properties"])
    places = [(*_SCHEMAS, name, "properties", field, "description") for name, field in fields]
    return reduce(remove_at, places, document)
