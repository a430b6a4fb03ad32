"""The record still gives the name that the service had before it moved.

It shows where the platform is called by a name that leads to the loopback.
"""

from typing import Final

from ndxp_mocks.platform.document_edits import replace_at, reword
from ndxp_mocks.platform.operation import JsonObject

RULE: Final = "record.record_matches_the_live_platform"
NEEDS_A_NAME: Final = True
DESCRIPTION_VI: Final = "Hồ sơ vẫn ghi tên miền cũ, trước khi dịch vụ được chuyển đi."


def amend_record(record: JsonObject) -> JsonObject:
    """Give the old name, which still leads there."""
    services = reword(record["services"], f"https://{record['slug']}.", f"https://cu-{record['slug']}.")
    return replace_at(record, ("services",), services)
