"""Data goes to another ministry over the infrastructure of one only, NDXP is to follow."""

from datetime import date
from typing import Final

from ndxp_mocks.platform.document_edits import remove_at
from ndxp_mocks.platform.entity import Description
from ndxp_mocks.platform.operation import JsonObject
from ndxp_mocks.specs import owner_codes

RULE: Final = "record.channel_fits_the_relation"
DESCRIPTION_VI: Final = "Dữ liệu sang bộ khác chỉ qua LGSP của một bộ, NDXP mới dự kiến."
NEEDS_A_CONNECTION: Final = True
_FAR: Final = {"agency": "G15", "platform": "national-law-portal"}
_OTHER: Final = {"agency": "G01", "platform": "national-public-service-portal"}
_MADE: Final = frozenset({"since", "risk_assessment"})


def amend_record(record: JsonObject) -> JsonObject:
    """Let the connection in use go over the platform of the ministry, and plan another with another agency."""
    used = remove_at(record["connections"][0], ("intermediary",))
    kept = {name: value for name, value in used.items() if name not in _MADE}
    planned = {**kept, "state": "planned", "planned_on": date(2027, 3, 31), "other_party": _OTHER, "evidence": "none"}
    return {**record, "connections": [{**used, "via": "lgsp", "other_party": _FAR}, planned]}


def shows_on(description: Description) -> bool:
    """Return whether the platform belongs to another than the agencies at the far ends."""
    return owner_codes().get(description.slug, "G06") not in {None, _OTHER["agency"], _FAR["agency"]}
