"""The connection of a platform in its record, with the papers that came before it and the evidence after.

What there is of it follows from the linkage of the platform; in use over NDXP it has everything.
"""

import hashlib
from datetime import date, timedelta
from typing import Any, Final

from ndxp_mocks.platform.linkage import Linkage
from ndxp_mocks.records.identity import contact
from ndxp_mocks.records.published import Published
from ndxp_mocks.records.security import ASSESSED_ON, AUTHOR

PLANNED_ON: Final = date(2027, 3, 31)
_CONNECTED_FROM: Final = date(2026, 9, 10)
# Because the agreements of the hub begin then.
_CONNECTED_EARLIER_FROM: Final = date(2026, 1, 15)
_PORTAL: Final = ("national-public-service-portal", "G01")
_OTHER: Final = ("national-enterprise-management", "G12")
_TABLE_EDITION: Final = "bản khai trước khi từ điển được công bố"
_NATIONAL: Final = frozenset({"ndxp", "ndop"})
_WORD: Final = "theo báo cáo của đơn vị vận hành (mô phỏng)"
_REASON: Final = "yêu cầu thời gian thực mà nền tảng trung gian chưa đáp ứng (mô phỏng)"


def connections(published: Published) -> dict[str, Any]:
    """Return the connections of the record: the one that there is, that there is none, or nothing."""
    match published.platform.linkage.declares:
        case "nothing":
            return {}
        case "none":
            return {"connections": "none"}
        case "connection":
            return {"connections": [_connection(published, published.platform.linkage)]}


def _connection(published: Published, linkage: Linkage) -> dict[str, Any]:
    since = published.day("connected", _CONNECTED_EARLIER_FROM if linkage.is_old else _CONNECTED_FROM)
    return {
        "via": linkage.via,
        "state": linkage.state,
        "network": "state",
        **({"since": since} if linkage.is_made else {}),
        **_days(linkage),
        "relation": "sharing",
        "other_party": _other_party(published, linkage),
        "services": [published.platform.description.entities[0].path],
        "data": published.platform.description.service,
        "frequency": "thời gian thực",
        "contact": contact(published, "technical"),
        "mandatory": False,
        **_way(published, linkage),
        **(_preparation(published, linkage) if linkage.is_made else {}),
        **_personal(published, since),
        **(_tests(published, since) if linkage.via == "ndop" and linkage.papers == "minutes" else {}),
        "evidence": _evidence(published, linkage, since),
    }


def _days(linkage: Linkage) -> dict[str, Any]:
    if linkage.state in {"planned", "trial"}:
        return {"planned_on": PLANNED_ON}
    return {"ended_on": date(2026, 10, 15)} if linkage.state == "ended" else {}


def _other_party(published: Published, linkage: Linkage) -> dict[str, str]:
    owner = published.platform.entry.owner
    if linkage.is_inside:
        return {"agency": owner.code or owner.name_vi, "platform": "Kho dữ liệu dùng chung (mô phỏng)"}
    slug, code = _OTHER if published.platform.entry.slug == _PORTAL[0] else _PORTAL
    return {"agency": code, "platform": slug}


def _way(published: Published, linkage: Linkage) -> dict[str, Any]:
    """Return the intermediary that the data passes; of a direct connection why there is none, and who said so."""
    if linkage.via != "dedicated":
        return {"intermediary": linkage.via}
    answer = {"number": published.paper("determination", "CV"), "on": date(2026, 9, 2), "by": "Đơn vị vận hành NDXP"}
    return {"intermediary": "none", "reason": _REASON, "determination": answer}


def _preparation(published: Published, linkage: Linkage) -> dict[str, Any]:
    table = {"mapping": _mapping(published)} if linkage.via in _NATIONAL else {}
    return {**table, "risk_assessment": {"on": ASSESSED_ON, "covers": [linkage.via], "author": AUTHOR}}


def _mapping(published: Published) -> dict[str, Any]:
    fields = published.returned_fields()
    return {
        "number": published.paper("mapping", "BAX"),
        "hash": f"sha256:{hashlib.sha256(' '.join(fields).encode()).hexdigest()}",
        "on": published.day("mapping", date(2026, 8, 20), 5),
        "edition": _TABLE_EDITION,
        "fields": fields,
    }


def _personal(published: Published, since: date) -> dict[str, Any]:
    if published.personal_data == "none":
        return {"personal_data": "none"}
    agreement = {
        "number": published.paper("agreement", "TT"),
        "on": min(date(2026, 9, 4), since),
        "parties": [published.owner, "Cơ quan khai thác mô phỏng"],
        "until": date(2028, 12, 31),
    }
    return {"personal_data": published.personal_data, "agreement": agreement}


def _tests(published: Published, since: date) -> dict[str, Any]:
    """Return the papers that are signed before data goes through NDOP, and the node of the agency."""
    code = published.platform.entry.owner.member_code
    return {
        "node": {"id": f"MP-{code}", "agency": code, "zone": "vùng biên (mô phỏng)"},
        "test_minutes": {
            "on": since,
            "groups": ["path", "scenarios", "load"],
            "signed_by": [published.owner, "Trung tâm Dữ liệu quốc gia (mô phỏng)"],
        },
        "coordination": {"number": published.paper("coordination", "QC"), "on": date(2026, 9, 5)},
    }


def _evidence(published: Published, linkage: Linkage, since: date) -> Any:
    match linkage.papers:
        case "minutes":
            return [_minutes(published, since)]
        case "word":
            return [_WORD]
        case "none":
            return "none"


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
