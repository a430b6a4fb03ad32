"""A caller may ask for pages of any size."""

from typing import Final

from ndxp_mocks.platform.document_edits import remove_at, replace_at
from ndxp_mocks.platform.operation import JsonObject

RULE: Final = "openapi.page_size_has_a_maximum"
DESCRIPTION_VI: Final = "Bên gọi có thể yêu cầu trang lớn tùy ý."
_LIMIT: Final = ("components", "parameters", "Limit")


def amend_document(document: JsonObject) -> JsonObject:
    """Leave out the largest page, in the schema and in words."""
    unbounded = remove_at(document, (*_LIMIT, "schema", "maximum"))
    return replace_at(unbounded, (*_LIMIT, "description"), "Số phần tử trong một trang.")
