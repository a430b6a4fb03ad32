"""A good answer does not say what it holds."""

from typing import Final

from ndxp_mocks.platform.document_edits import remove_at, successes_in
from ndxp_mocks.platform.operation import JsonObject

RULE: Final = "openapi.success_response_is_described"
DESCRIPTION_VI: Final = "Một phản hồi thành công không nêu nội dung gồm những gì."


def amend_document(document: JsonObject) -> JsonObject:
    """Leave out the content of the first good answer."""
    return remove_at(document, (*successes_in(document)[0], "content"))
