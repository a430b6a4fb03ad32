"""The answer that a caller is too quick does not say when to come back."""

from typing import Final

from ndxp_mocks.platform.document_edits import remove_at
from ndxp_mocks.platform.operation import JsonObject

RULE: Final = "openapi.retry_time_is_documented"
DESCRIPTION_VI: Final = "Phản hồi quá nhiều yêu cầu không nêu khi nào được gọi lại."


def amend_document(document: JsonObject) -> JsonObject:
    """Leave out the header Retry-After of the answer 429."""
    return remove_at(document, ("components", "responses", "Error429", "headers", "Retry-After"))
