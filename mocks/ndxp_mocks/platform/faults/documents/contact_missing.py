"""The document names nobody to ask."""

from typing import Final

from ndxp_mocks.platform.document_edits import remove_at
from ndxp_mocks.platform.operation import JsonObject

RULE: Final = "openapi.document_gives_a_contact"
DESCRIPTION_VI: Final = "Tài liệu không nêu đầu mối liên hệ."


def amend_document(document: JsonObject) -> JsonObject:
    """Leave out the contact."""
    return remove_at(document, ("info", "contact"))
