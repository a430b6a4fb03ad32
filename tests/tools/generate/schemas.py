"""specs/schemas: JSON Schemas of our own files, made from the dataclasses that read and write them."""

import json
from collections.abc import Iterator
from typing import Any

from compliance.loading.dossiers import Manifest
from compliance.loading.facts.forms import RequirementFile
from compliance.loading.validation import type_adapter
from compliance.model.record_form import WrittenRecord
from compliance.model.waiver import Waiver
from compliance.report.formats.json.v1 import schema as report_schema
from tools.generate import Artefact

_BASE = "https://ndxp-sdk.example/schemas"


def artefacts() -> Iterator[Artefact]:
    shapes: dict[str, dict[str, Any]] = {
        "platform": _schema("platform", "A platform's record", WrittenRecord),
        "waivers": _schema("waivers", "Waivers", list[Waiver]),
        "dossier": _schema("dossier", "The manifest of a dossier", Manifest),
        "requirements": _schema("requirements", "An instrument with its requirements", RequirementFile),
        "report": report_schema(),
    }
    for name, shape in shapes.items():
        text = json.dumps(shape, ensure_ascii=False, indent=2) + "\n"
        yield Artefact(f"specs/schemas/{name}.schema.json", text.encode())


def _schema(name: str, title: str, kind: Any) -> dict[str, Any]:
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{_BASE}/{name}.schema.json",
        "title": title,
    }
    made = type_adapter(kind).json_schema()
    made.pop("title", None)
    return head | made
