"""Information security in a record, by Decree 331/2026/NĐ-CP: a level, its reasons and its demands."""

from datetime import date
from typing import Any, Final

from ndxp_mocks.records.published import Published

ASSESSED_ON: Final = date(2026, 8, 28)
AUTHOR: Final = "Công ty An ninh mạng mô phỏng"
_DECIDED_ON: Final = date(2026, 8, 24)


def security(published: Published) -> dict[str, Any]:
    """Return the level and all that stands beside it."""
    return {
        "security_level": _level(published),
        "level_facts": _facts(published),
        "serious_incident_on": "none",
        "risk_assessment": {"on": ASSESSED_ON, "covers": ["ndxp"], "author": AUTHOR},
        "log_retention_months": 12,
        "recovery_plan": {"number": published.paper("recovery", "KH"), "on": date(2026, 9, 1)},
    }


def _level(published: Published) -> dict[str, Any]:
    level = 4 if _is_national(published) else 3
    appraiser = "Bộ Công an" if level > 3 else f"Đơn vị chuyên trách an ninh mạng mô phỏng, {published.owner}"
    return {
        "level": level,
        "decision": published.paper("level", "QĐ"),
        "on": published.day("level", _DECIDED_ON, 3),
        "appraiser": appraiser,
        "approver": published.owner,
        "sector": "civil",
        "parts": [{"name": "kênh chia sẻ dữ liệu", "level": level}, {"name": "quản trị nội dung", "level": 3}],
        "transmits_state_secrets": False,
        "built_before_2026_07_01": False,
        "running_before_2026_07_01": True,
    }


def _facts(published: Published) -> dict[str, Any]:
    kind = published.platform.entry.classes
    sensitive = published.number("sensitive", 1000, 9000) if published.personal_data == "sensitive" else 0
    basic = 0 if published.personal_data == "none" else published.number("basic", 10_000, 900_000)
    return {
        "subjects_basic": basic,
        "subjects_sensitive": sensitive,
        "procedures": "administrative-procedure" in kind,
        "shared_infrastructure": True,
        "infrastructure_of_one_agency": False,
        "provinces": 34,
        "nationwide_24_7": _is_national(published),
        "state_secrets": False,
        "industrial_control": False,
        "harms_defence_or_security": False,
    }


def _is_national(published: Published) -> bool:
    return published.platform.entry.kind == "national_platform"
