"""The platform operates and is not connected over NDXP."""

from typing import Final

from ndxp_mocks.platform.entity import Description
from ndxp_mocks.platform.operation import JsonObject
from ndxp_mocks.specs import members

RULE: Final = "record.listed_platform_is_connected"
DESCRIPTION_VI: Final = "Nền tảng đang hoạt động nhưng chưa kết nối qua NDXP."
NEEDS_A_CONNECTION: Final = True
_MADE: Final = frozenset({"since", "risk_assessment", "mapping"})


def amend_record(record: JsonObject) -> JsonObject:
    """Declare that the connection has not been made."""
    connection = {name: value for name, value in record["connections"][0].items() if name not in _MADE}
    return {**record, "connections": [{**connection, "state": "not-connected", "evidence": "none"}]}


def shows_on(description: Description) -> bool:
    """Return whether the platform is on the list in force, and nothing else asks it to be connected."""
    return description.slug in {entry.slug for entry in members() if not entry.classes}
