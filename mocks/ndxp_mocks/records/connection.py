"""The connection of a platform over NDXP in its record, with the papers that came before it and the evidence after."""

import hashlib
from datetime import date, timedelta
from typing import Any, Final

from ndxp_mocks.records.identity import contact
from ndxp_mocks.records.published import Published
from ndxp_mocks.records.security import ASSESSED_ON, AUTHOR

_CONNECTED_FROM: Final = date(2026, 9, 10)
_PORTAL: Final = ("national-public-service-portal", "G01")
_OTHER: Final = ("national-enterprise-management", "G12")
_TABLE_EDITION: Final = "bản khai trước khi từ điển được công bố"


def connections(published: Published) -> list[dict[str, Any]]:
    """The one connection that each mock platform has: in use over NDXP."""
    since = published.day("connected", _CONNECTED_FROM)
    return [
        {
            "via": "ndxp",
            "state": "in-use",
            "network": "state",
            "since": since,
            "relation": "sharing",
            "other_party": _other_party(published),
            "services": [published.platform.description.entities[0].path],
            "data": published.platform.description.service,
            "frequency": "thời gian thực",
            "contact": contact(published, "technical"),
            "mandatory": False,
            "intermediary": "ndxp",
            "mapping": _mapping(published),
            "risk_assessment": {"on": ASSESSED_ON, "covers": ["ndxp"], "author": AUTHOR},
            **_personal(published),
            "evidence": [_minutes(published, since)],
        }
    ]


def _other_party(published: Published) -> dict[str, str]:
    slug, code = _OTHER if published.platform.entry.slug == _PORTAL[0] else _PORTAL
    return {"agency": code, "platform": slug}


def _mapping(published: Published) -> dict[str, Any]:
    fields = published.returned_fields()
    return {
        "number": published.paper("mapping", "BAX"),
        "hash": f"sha256:{hashlib.sha256(' '.join(fields).encode()).hexdigest()}",
        "on": published.day("mapping", date(2026, 8, 20), 5),
        "edition": _TABLE_EDITION,
        "fields": fields,
    }


def _personal(published: Published) -> dict[str, Any]:
    if published.personal_data == "none":
        return {"personal_data": "none"}
    agreement = {
        "number": published.paper("agreement", "TT"),
        "on": date(2026, 9, 4),
        "parties": [published.owner, "Cơ quan khai thác mô phỏng"],
        "until": date(2028, 12, 31),
    }
    return {"personal_data": published.personal_data, "agreement": agreement}


def _minutes(published: Published, since: date) -> dict[str, Any]:
    number = published.paper("minutes", "BB")
    return {
        "evidence_class": 1,
        "kind": "minutes",
        "on": since + timedelta(days=1),
        "number": number,
        "hash": f"sha256:{hashlib.sha256(number.encode()).hexdigest()}",
        "source": "biên bản kết nối mô phỏng, hai bên ký",
    }
