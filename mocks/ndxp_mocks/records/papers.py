"""The papers behind a platform: regulation, framework, plan, project, assessments; and the databases they are on."""

from datetime import date
from typing import Any, Final

from ndxp_mocks.records.published import Published

_ASSESSOR: Final = "Tổ chức đánh giá độc lập mô phỏng"


def papers(published: Published) -> dict[str, Any]:
    """Return all of them, dated in an order that can be."""
    assessed = {"number": published.paper("conformity", "BC"), "assessor": _ASSESSOR}
    return {
        "databases": _databases(published),
        "data_use_regulation": _regulation(published),
        "framework": {
            "number": published.paper("framework", "QĐ"),
            "issued": date(2026, 9, 5),
            "position": f"Lớp nền tảng, lĩnh vực {published.platform.description.service[0].lower()}"
            f"{published.platform.description.service[1:]}",
        },
        "min_requirements": {"met_on": date(2026, 10, 1)},
        "conformity_assessment": {**assessed, "on": date(2026, 10, 5), "url": f"https://{published.host}/danh-gia"},
        "independent_review": {
            "on": date(2026, 10, 8),
            "assessor": _ASSESSOR,
            "url": f"https://{published.host}/xac-minh",
        },
        "label": "none",
        "plan": _paper(published, "plan", date(2025, 11, 3)),
        "architecture": _paper(published, "architecture", date(2025, 12, 1)),
        "project": _project(published),
        "notices": "none",
    }


def _databases(published: Published) -> list[dict[str, Any]]:
    description = published.platform.description
    synchronised = "đồng bộ hằng ngày với cơ sở dữ liệu tổng hợp quốc gia (mô phỏng)"
    shared = {"kind": "shared", "master_of": "none", "synchronised": synchronised, "listed_for_synchronisation": True}
    return [
        {"id": entity.path, "name": f"Cơ sở dữ liệu về {entity.title}", **shared} for entity in description.entities
    ]


def _regulation(published: Published) -> dict[str, Any]:
    """Return a regulation in a gazette that does not exist, so that nobody looks for it at an address."""
    return {
        "number": published.paper("regulation", "QĐ"),
        "issued": date(2025, 12, 15),
        "published": "Công báo mô phỏng số 01",
    }


def _paper(published: Published, what: str, on: date) -> dict[str, Any]:
    return {"number": published.paper(what, "QĐ"), "on": on, "url": f"https://{published.host}/{what}"}


def _project(published: Published) -> dict[str, Any]:
    parts = {"connection_section": "mục 4.2", "drawing": "bản vẽ KN-01", "sharing_item": "hạng mục 7"}
    return {
        "kind": "build",
        "budget": "state",
        "basic_design": {"on": published.day("basic design", date(2023, 4, 3)), **parts},
        "detailed_design": {"on": published.day("detailed design", date(2023, 8, 1)), **parts},
        "hiring_report": "none",
        "investment_approved_on": date(2023, 6, 15),
    }
