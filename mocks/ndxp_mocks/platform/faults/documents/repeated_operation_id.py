"""Two operations bear one identifier."""

from typing import Final

from ndxp_mocks.platform.document_edits import operations_in, replace_at, value_at
from ndxp_mocks.platform.operation import JsonObject

RULE: Final = "openapi.document_matches_its_specification"
DESCRIPTION_VI: Final = "Hai thao tác mang cùng một mã thao tác."


def amend_document(document: JsonObject) -> JsonObject:
    """Give the second operation the identifier of the first."""
    first, second = ((*place, "operationId") for place in operations_in(document)[:2])
    return replace_at(document, second, value_at(document, first))
