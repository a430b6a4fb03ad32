"""The record of a running mock platform, as its owner would declare it, and its files."""

from pathlib import Path
from typing import Any, Final

from ndxp_mocks import notation
from ndxp_mocks.document import SIMULATED, document
from ndxp_mocks.serving import Served

HEADING: Final = f"{SIMULATED}: nền tảng bịa ra để thử nghiệm; không có gì ở đây nói về nền tảng thật."
CONNECTED_ON: Final = "2026-01-15"


def record(served: Served) -> dict[str, Any]:
    """The record as plain data; paths in it start from the folder records/."""
    entry = served.platform.entry
    owner = {"code": entry.owner.code, "name_vi": entry.owner.name_vi, "name_en": entry.owner.name_en}
    known = {name: value for name, value in (("kind", entry.kind), ("field", entry.field)) if value is not None}
    return {
        "slug": entry.slug,
        "name_vi": entry.name_vi,
        "name_en": entry.name_en,
        "owner": owner,
        "simulated": True,
        "environment": "staging",
        **known,
        "classes": [],
        "status": "operating",
        "security_level": {"level": 2},
        "services": [_service(served)],
        "connections": [{"via": "ndxp", "status": "connected", "network": "state", "since": CONNECTED_ON}],
        "list_memberships": [
            {"list": each.list, "number": each.number, "issued": each.issued} for each in entry.memberships
        ],
        "provenance": {"source": "ndxp-mocks fleet (SIMULATED)", "declared": True, "updated_on": CONNECTED_ON},
    }


def write(served: Served, directory: Path) -> Path:
    """Write records/SLUG.yaml and documents/SLUG.yaml, and give the path of the record."""
    slug = served.platform.entry.slug
    _write(directory / "documents" / f"{slug}.yaml", document(served.platform))
    return _write(directory / "records" / f"{slug}.yaml", record(served))


def _service(served: Served) -> dict[str, Any]:
    platform = served.platform
    return {
        "id": platform.description.entities[0].path,
        "name": platform.description.service,
        "base_url": served.base_url,
        "plain_http_url": served.plain_base_url,
        "document": f"../documents/{platform.entry.slug}.yaml",
        "previous_document": "none",
        "classification": "normal",
        "sharing_form": "open" if platform.description.is_open else "default",
        "fee": {"agency": 0, "public": 0},
    }


def _write(path: Path, data: dict[str, Any]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(notation.written(data, HEADING), encoding="utf-8")
    return path
