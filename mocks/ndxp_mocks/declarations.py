"""What the made-up owner of a mock platform declares of it: contacts, security, level of service, conditions."""

from typing import Any, Final

_UNIT: Final = "Đơn vị mô phỏng"


def of_platform(day: str) -> dict[str, Any]:
    """Return the fields of a platform that began on a day, with its level approved and its requirements met then."""
    return {
        "scope": ["central"],
        "sharing_level": "national-b",
        "operator": _UNIT,
        "operation_contact": {"role": "technical", "unit": _UNIT},
        "security_contact": {"role": "security", "unit": _UNIT},
        "weakness_contact": "https://mo-phong.example.gov.vn/.well-known/security.txt",
        "operational_from": day,
        "notices": "none",
        "project": "none",
        "risk_assessment": "none",
        "min_requirements": {"met_on": day},
        "log_retention_months": 12,
        "security_level": {
            "level": 3,
            "decision": "01/QĐ-MP",
            "on": day,
            "approver": _UNIT,
            "built_before_2026_07_01": False,
        },
    }


def of_service() -> dict[str, Any]:
    """Return the fields of its data-sharing service."""
    return {
        "classification": "normal",
        "service_level": {
            "frequency": "hằng ngày",
            "response_time_ms_p95": 800,
            "availability_percent": 99.5,
            "level": "24/7",
        },
    }


def of_connection(service: str) -> dict[str, Any]:
    """Return the fields of the connection over which a service passes."""
    return {
        "relation": "exchange",
        "other_party": {"agency": _UNIT},
        "services": [service],
        "frequency": "hằng ngày",
        "evidence": ["biên bản mô phỏng"],
        "contact": {"role": "technical", "unit": _UNIT},
    }
