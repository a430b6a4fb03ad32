"""The service has no technical document: nothing tells its parameters and what it answers."""

from typing import Final

from ndxp_mocks.platform.operation import JsonObject

RULE: Final = "record.services_are_published_with_their_documents"
DESCRIPTION_VI: Final = "Dịch vụ không có tài liệu kỹ thuật: không nơi nào nêu tham số và cấu trúc dữ liệu trả về."
_DOCUMENT: Final = frozenset({"document", "document_hash", "previous_document"})
_TOLD: Final = {"parameters": "none", "exchange_structure": "none"}


def amend_record(record: JsonObject) -> JsonObject:
    """Name no document, and declare that what it would hold is told nowhere."""
    (service,) = record["services"]
    undocumented = {name: value for name, value in service.items() if name not in _DOCUMENT}
    return {**record, "services": [{**undocumented, **_TOLD}]}
