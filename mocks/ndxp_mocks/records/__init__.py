"""The record of a running mock platform, as a flawless owner would declare it, and its files; one file each part.

All of it is made up, and the same platform declares the same; only the addresses follow where it runs.
"""

from pathlib import Path
from typing import Any, Final

from ndxp_mocks import yaml_codec
from ndxp_mocks.platform.dialect_lookup import description_beside
from ndxp_mocks.platform.faults import record_with
from ndxp_mocks.platform.openapi import SIMULATED, document
from ndxp_mocks.records.connection import connections
from ndxp_mocks.records.identity import identity, provenance
from ndxp_mocks.records.papers import papers
from ndxp_mocks.records.published import Published, RunningPlatform
from ndxp_mocks.records.security import security
from ndxp_mocks.records.service import services

HEADING: Final = f"{SIMULATED}: nền tảng hư cấu để thử nghiệm; không có gì ở đây nói về nền tảng thật."


def record(published: Published) -> dict[str, Any]:
    """Return the record as plain data, with the faults of the platform; paths in it start from the folder records/."""
    return record_with(published.platform.faults, _flawless(published))


def _flawless(published: Published) -> dict[str, Any]:
    return {
        **identity(published),
        "services": services(published),
        **connections(published),
        **papers(published),
        **security(published),
        "list_memberships": _memberships(published),
        "provenance": provenance(published),
    }


def write(served: RunningPlatform, directory: Path) -> Path:
    """Write records/SLUG.yaml and documents/SLUG.yaml, and give the path of the record.

    What describes the dialect of a platform stands beside its document, as SLUG.wsdl or SLUG.xsd.
    """
    slug = served.platform.entry.slug
    described = document(served.platform)
    text = yaml_codec.written(described, HEADING)
    _write(directory / "documents" / f"{slug}.yaml", text)
    if (beside := description_beside(served.platform)) is not None:
        _write(directory / "documents" / f"{slug}.{beside[0]}", beside[1])
    told = record(Published(served, described, text))
    return _write(directory / "records" / f"{slug}.yaml", yaml_codec.written(told, HEADING))


def _memberships(published: Published) -> list[dict[str, Any]]:
    fields = ("list", "number", "issued", "group", "order", "named_as")
    rows = ({name: getattr(each, name) for name in fields} for each in published.platform.entry.memberships)
    return [{name: value for name, value in row.items() if value is not None} for row in rows]


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
