"""Identity of the platform and of those who answer for it."""

from dataclasses import asdict
from datetime import date
from typing import Any, Final

from ndxp_mocks.records.published import Published

DECLARED_ON: Final = date(2026, 10, 20)
BEGAN: Final = date(2024, 3, 1)
_CONSENTING: Final = "Đầu mối mô phỏng, người phụ trách an toàn thông tin"
_FOR_EVER: Final = date(2099, 12, 31)
_PHONE: Final = "024 0000 0000"
_ROLES: Final = {"business": "nghiệp vụ", "technical": "kỹ thuật", "security": "an ninh thông tin", "data": "dữ liệu"}
_SHARING: Final = {"A": "national-a", "B": "national-b", None: "not-applicable"}


def identity(published: Published) -> dict[str, Any]:
    """Owner, operator, contacts, and what the platform is for."""
    entry = published.platform.entry
    known = _known({"kind": entry.kind, "intermediary": entry.intermediary, "field": entry.field})
    return {
        "slug": entry.slug,
        "name_vi": entry.name_vi,
        "name_en": entry.name_en,
        "owner": _owner(published),
        **_former_owners(published),
        "operator": _operator(published),
        "operation_contact": contact(published, "technical"),
        "security_contact": contact(published, "security"),
        "weakness_contact": f"bao-diem-yeu@{published.host}",
        "simulated": True,
        "environment": "staging",
        "consent_to_trials": {"by": _CONSENTING, "on": DECLARED_ON, "until": _FOR_EVER},
        **known,
        **({"classes": list(entry.classes)} if entry.classes else {}),
        "functions": [published.platform.description.service],
        "objective": published.platform.description.purpose.strip(),
        "scope": ["central", "provincial"],
        "sharing_level": _sharing_level(published),
        "nas_code": "not-issued",
        "addresses": [published.served.url],
        "apps": "none",
        "life_cycle": "operating",
        "operational_from": published.day("began", BEGAN),
    }


def provenance(published: Published) -> dict[str, Any]:
    """Return who stands for the record, and since when it says so."""
    person = "Đầu mối mô phỏng, người phụ trách hồ sơ"
    return {
        "source": "ndxp-mocks fleet (SIMULATED)",
        "declared": True,
        "declared_by": {"unit": unit(published), "person": person, "on": DECLARED_ON},
        "updated_on": DECLARED_ON,
    }


def unit(published: Published) -> str:
    """Return the made-up unit that runs the platform."""
    return f"Trung tâm Dữ liệu mô phỏng, {published.owner}"


def contact(published: Published, role: str) -> dict[str, str]:
    """Return a made-up contact: nobody lives at these addresses, and the number is not one that can be given out."""
    person = f"Đầu mối {_ROLES[role]} mô phỏng"
    mail = f"{role}@{published.host}"
    return {"role": role, "unit": unit(published), "person": person, "phone": _PHONE, "email": mail}


def _owner(published: Published) -> dict[str, Any]:
    owner = published.platform.entry.owner
    code = {"kind": "party"} if owner.code is None else {"code": owner.code}
    names = {"name_vi": owner.name_vi, "name_en": owner.name_en}
    return {**code, **names, "unit": unit(published), "contact": contact(published, "business")}


def _former_owners(published: Published) -> dict[str, Any]:
    former = [_known(asdict(each)) for each in published.platform.entry.former_owners]
    return {"owner_history": former} if former else {}


def _known(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _operator(published: Published) -> dict[str, Any]:
    return {
        "unit": unit(published),
        "parties": [published.owner, "Doanh nghiệp vận hành mô phỏng"],
        "purpose": "giao dịch điện tử giữa các cơ quan",
    }


def _sharing_level(published: Published) -> str:
    memberships = published.platform.entry.memberships
    return _SHARING[memberships[0].group if memberships else None]
