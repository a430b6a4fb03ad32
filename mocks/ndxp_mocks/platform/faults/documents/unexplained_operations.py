"""Operations say nothing but their identifiers."""

from functools import reduce
from typing import Final

from ndxp_mocks.platform.document_edits import operations_in, remove_at
from ndxp_mocks.platform.operation import JsonObject

RULE: Final = "openapi.operation_is_explained"
DESCRIPTION_VI: Final = "Các thao tác không có lời giải thích, chỉ có mã thao tác."


def amend_document(document: JsonObject) -> JsonObject:
    """Leave out summaries and descriptions of all operations."""
    places = [(*place, name) for place in operations_in(document) for name in ("summary", "description")]
    return reduce(remove_at, places, document)
