"""A link of an answer leads to an operation that the document does not hold.

A link, because what lies behind a reference to a schema would be hidden from the other rules.
"""

from typing import Final

from ndxp_mocks.platform.document_edits import replace_at, successes_in
from ndxp_mocks.platform.operation import JsonObject

RULE: Final = "openapi.references_resolve"
DESCRIPTION_VI: Final = "Một liên kết của phản hồi dẫn đến thao tác không có trong tài liệu."


def amend_document(document: JsonObject) -> JsonObject:
    """Misspell the operation that a link leads to."""
    links = {"more": {"operationId": "readMoreOfIt", "description": "Chi tiết của bản ghi."}}
    return replace_at(document, (*successes_in(document)[0], "links"), links)
