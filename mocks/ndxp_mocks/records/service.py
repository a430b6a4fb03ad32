"""The data-sharing service of a platform in its record."""

from datetime import date
from typing import Any, Final

from ndxp_mocks.platform.openapi import VERSION
from ndxp_mocks.platform.openapi_components import LEGAL_BASIS
from ndxp_mocks.platform.response_headers import CORRELATION
from ndxp_mocks.records.identity import contact, unit
from ndxp_mocks.records.published import Published

REGISTERED_ON: Final = date(2026, 9, 1)
_DESCRIBED_ON: Final = date(2024, 2, 15)
_STANDARDS: Final = [
    {"name": "OpenAPI", "version": "3.1.0"},
    {"name": "JSON", "version": "RFC 8259"},
    {"name": "OAuth", "version": "2.0"},
    {"name": "HTTP", "version": "1.1"},
]


def services(published: Published) -> list[dict[str, Any]]:
    """Return the one service that each mock platform has."""
    served, described = published.served, published.platform.description
    return [
        {
            "id": described.entities[0].path,
            "name": described.service,
            **_identifier(published),
            "base_url": served.base_url,
            "plain_http_url": served.plain_base_url,
            "document": f"../documents/{published.platform.entry.slug}.yaml",
            "document_hash": published.document_hash,
            "previous_document": "none",
            "parameters": "mục parameters của tài liệu kỹ thuật",
            "exchange_structure": "mục components/schemas của tài liệu kỹ thuật",
            "description_on": _DESCRIBED_ON,
            **_sharing(published),
            **_personal(published),
            **_governance(published),
            **_quality(published),
        }
    ]


def _identifier(published: Published) -> dict[str, str]:
    """Return its identifier at a hub, where it has one."""
    return {"hub_id": published.platform.hub_id} if published.platform.linkage.catalogue else {}


def _sharing(published: Published) -> dict[str, Any]:
    is_open = published.platform.description.is_open
    portal = {
        "open_data_list": published.paper("open data", "QĐ"),
        "portal_url": f"https://{published.host}/du-lieu-mo",
    }
    approval = {"number": published.paper("approval", "CV"), "on": published.day("approval", date(2026, 9, 3), 5)}
    kind = {"request_kind": "automatic"} if is_open else {"request_kind": "on-request", "approval": approval}
    return {
        "sharing_form": "open" if is_open else "default",
        "data_class": "open" if is_open else "common-use",
        **kind,
        "refusals": "none",
        "method": "query",
        "standards": _STANDARDS,
        "fee": {"agency": 0, "public": 0},
        "ready_on": REGISTERED_ON,
        "published_on": REGISTERED_ON,
        **(portal if is_open else {}),
    }


def _personal(published: Published) -> dict[str, Any]:
    if published.personal_data == "none":
        return {"personal_data": "none"}
    safeguards = {
        "procedure": published.paper("safeguards", "QT"),
        "protection": "mã hóa khi truyền và khi lưu; báo cáo đánh giá rủi ro kèm theo",
        "periodic_check": "kiểm tra mỗi quý một lần",
        "complaints": f"khieu-nai@{published.host}",
        "person_in_charge": "Người phụ trách dữ liệu cá nhân mô phỏng",
    }
    return {"personal_data": published.personal_data, "legal_basis": LEGAL_BASIS, "safeguards": safeguards}


def _governance(published: Published) -> dict[str, Any]:
    catalogue = published.platform.linkage.catalogue
    entry = {
        "catalogue": catalogue or "ministry",
        "identifier": published.platform.hub_id,
        "on": REGISTERED_ON,
        "description_url": f"{published.served.base_url}/openapi.json",
    }
    rules = {
        "version": VERSION,
        "state": "published",
        "authorised_by": unit(published),
        "monitored_by": unit(published),
        "trace_id": CORRELATION,
        "sunset": "none",
    }
    return {
        "classification": "normal",
        "processing_log_months": 12,
        "risk_assessed_on": date(2026, 8, 28),
        "registration": [entry],
        "life_cycle_rules": rules,
        "access_list_kept_by": "hub" if catalogue else "platform",
    }


def _quality(published: Published) -> dict[str, Any]:
    return {
        "service_level": {
            "frequency": "thời gian thực; bản đầy đủ hằng ngày",
            "response_time_ms_p95": published.number("response time", 200, 900),
            "availability_percent": 99.5,
            "level": "mức 2 (mô phỏng)",
            "correction_working_days": published.number("correction", 2, 5),
            "committed_on": REGISTERED_ON,
        },
        "quality": {
            "value": published.number("quality", 920, 995) / 10,
            "on": published.day("quality", date(2026, 9, 10)),
            "method": "đối chiếu mẫu ngẫu nhiên với hồ sơ gốc (mô phỏng)",
        },
        "correction_contact": contact(published, "data"),
    }
