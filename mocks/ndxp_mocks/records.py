"""The record of a running mock platform, as its owner would declare it, and its files."""

from pathlib import Path
from typing import Any, Final

from ndxp_mocks import notation
from ndxp_mocks.document import SIMULATED, document
from ndxp_mocks.registry import sample
from ndxp_mocks.serving import Served

HEADING: Final = f"{SIMULATED}: nền tảng bịa ra để thử nghiệm; không có gì ở đây nói về nền tảng thật."
CONNECTED_ON: Final = "2026-01-15"
NOT_SHARED: Final = frozenset({"aliases", "classes", "hub_id", "document_hash"})
"""What the sample record says that is not so of every other platform."""


def record(served: Served) -> dict[str, Any]:
    """The record as plain data; paths in it start from the folder records/. What is not its own is the sample's."""
    entry = served.platform.entry
    owner = {"code": entry.owner.code, "name_vi": entry.owner.name_vi, "name_en": entry.owner.name_en}
    known = {name: value for name, value in (("kind", entry.kind), ("field", entry.field)) if value is not None}
    whole = sample()
    first, *others = whole["connections"]
    connection = {"via": "ndxp", "state": "in-use", "network": "state", "since": CONNECTED_ON}
    return {
        **{name: value for name, value in whole.items() if name not in NOT_SHARED},
        "slug": entry.slug,
        "name_vi": entry.name_vi,
        "name_en": entry.name_en,
        "owner": owner,
        "simulated": True,
        "environment": "staging",
        **known,
        "functions": [entry.slug],
        "addresses": [f"https://{entry.slug}.vi-du.gov.vn"],
        "databases": [each | {"id": entry.slug, "master_of": [entry.slug]} for each in whole["databases"]],
        "status": "operating",
        "services": [_service(served, whole["services"][0])],
        "connections": [first | connection, *others],
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


def _service(served: Served, of_sample: dict[str, Any]) -> dict[str, Any]:
    platform = served.platform
    return {
        **{name: value for name, value in of_sample.items() if name not in NOT_SHARED},
        "id": platform.description.entities[0].path,
        "name": platform.description.service,
        "base_url": served.base_url,
        "plain_http_url": served.plain_base_url,
        "document": f"../documents/{platform.entry.slug}.yaml",
        "previous_document": "none",
        "sharing_form": "open" if platform.description.is_open else "default",
        "personal_data": "none" if platform.description.is_open else "basic",
        "fee": {"agency": 0, "public": 0},
    }


def _write(path: Path, data: dict[str, Any]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(notation.written(data, HEADING), encoding="utf-8")
    return path
