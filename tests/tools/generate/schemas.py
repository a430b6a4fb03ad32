"""specs/schemas: JSON Schemas of our own files, made from the dataclasses that read and write them."""

import json
import re
from collections.abc import Iterator
from typing import Any

from compliance.loading.dossiers import Manifest
from compliance.loading.facts.codelist_forms import CODE_LISTS, EditionFile, LadderFile
from compliance.loading.facts.forms import ReferredToFile, RequirementFile
from compliance.loading.facts.platform_forms import LineageFile, ListFile
from compliance.loading.facts.specs import read_spec
from compliance.loading.validation import type_adapter
from compliance.model.confirmation import Confirmation
from compliance.model.edition import Edition
from compliance.model.notice import OwnerAddresses
from compliance.model.record_form import Undetermined, WrittenRecord
from compliance.model.waiver import Waiver
from compliance.report.comparison.json.v1 import schema as diff_schema
from compliance.report.formats.json.v1 import schema as report_schema
from compliance.report.hub_comparison.json.v1 import schema as hub_diff_schema
from compliance.report.kept_runs.json.v1 import schema as runs_schema
from compliance.report.overlaps.json.v1 import schema as overlaps_schema
from compliance.report.traffic.json.v1 import schema as observe_schema
from compliance.report.verification.json.v1 import schema as verification_schema
from compliance.server.access.access_file import AccessFile
from tools.generate import Artefact

_BASE = "https://ndxp-sdk.example/schemas"
_FORMS: dict[str, tuple[str, Any]] = {
    "platform": ("A platform's record", WrittenRecord),
    "waivers": ("Waivers", list[Waiver]),
    "confirmations": ("Confirmations", list[Confirmation]),
    "addresses": ("E-mail addresses of owners", list[OwnerAddresses]),
    "access": ("How people log in to the dashboard, and what they may do", AccessFile),
    "dossier": ("The manifest of a dossier", Manifest),
    "requirements": ("An instrument with its requirements", RequirementFile),
    "instruments-referred-to": ("Instruments that are only referred to", ReferredToFile),
    "platform-list": ("A list of platforms with its members", ListFile),
    "lineage": ("What became of the platforms of a list in the next one", LineageFile),
    "changes": ("What an edition of the catalogue changed", Edition),
    "ladder": ("The stages of connection", LadderFile),
    "catalogue": ("The edition of the facts", EditionFile),
}


def artefacts() -> Iterator[Artefact]:
    for name, (title, form) in _FORMS.items():
        made = _schema(name, title, form)
        yield _artefact(name, _record_schema(made) if form is WrittenRecord else made)
    for name, form in CODE_LISTS.items():
        title = read_spec(f"codelists/{name}.yaml")["codelist"]["title"]
        yield _artefact(f"codelists/{name}", _schema(f"codelists/{name}", f"{title['vi']} / {title['en']}", form))
    yield _artefact("report", report_schema())
    yield _artefact("diff", diff_schema())
    yield _artefact("hub-diff", hub_diff_schema())
    yield _artefact("runs", runs_schema())
    yield _artefact("verification", verification_schema())
    yield _artefact("observe", observe_schema())
    yield _artefact("overlaps", overlaps_schema())


def _record_schema(made: dict[str, Any]) -> dict[str, Any]:
    """Let a value that is not determined yet stand wherever null may, and add the sample."""
    marker = {
        "title": "Undetermined value",
        "type": "object",
        "additionalProperties": False,
        "properties": {"undetermined": {"$ref": "#/$defs/Undetermined"}},
        "required": ["undetermined"],
    }
    form = _readable(type_adapter(Undetermined).json_schema(), is_open=False)
    parts = form.pop("$defs") | {"Undetermined": form, "UndeterminedValue": marker}
    opened = _with_undetermined(made)
    return opened | {"$defs": parts | opened["$defs"]} | {"examples": [read_spec("examples/record.yaml")]}


def _with_undetermined(node: Any) -> Any:
    if isinstance(node, list):
        return [_with_undetermined(item) for item in node]
    if not isinstance(node, dict):
        return node
    opened = {key: _with_undetermined(value) for key, value in node.items()}
    if {"type": "null"} in opened.get("anyOf", ()):
        opened["anyOf"] = [*opened["anyOf"], {"$ref": "#/$defs/UndeterminedValue"}]
    return opened


def _artefact(name: str, shape: dict[str, Any]) -> Artefact:
    text = json.dumps(shape, ensure_ascii=False, indent=2) + "\n"
    return Artefact(f"specs/schemas/{name}.schema.json", text.encode())


def _schema(name: str, title: str, form: Any) -> dict[str, Any]:
    made = _readable(type_adapter(form).json_schema(), is_open=form is Manifest)
    made.pop("title", None)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": f"{_BASE}/{name}.schema.json"}
    return head | {"title": title} | made


def _readable(node: Any, *, is_open: bool) -> Any:
    """Put codes with their names for the marks of code lists, words for the names of classes, and close objects.

    The manifest of a dossier stays open: what later versions add is no fault of it.
    """
    if isinstance(node, list):
        return [_readable(item, is_open=is_open) for item in node]
    if not isinstance(node, dict):
        return node
    if "x-code-list" in node:
        return _codes(node["x-code-list"], is_open=node["x-open"])
    shown = {key: _readable(value, is_open=is_open) for key, value in node.items()}
    if isinstance(shown.get("title"), str):
        shown["title"] = _words(shown["title"])
    if "properties" in shown and not is_open:
        shown.setdefault("additionalProperties", False)
    return shown


def _codes(codelist: str, *, is_open: bool) -> dict[str, Any]:
    rows = read_spec(f"codelists/{codelist}.yaml")["entries"]
    codes = {
        "type": "string",
        "enum": [row["code"] for row in rows],
        "enumDescriptions": [f"{row['name']['vi']} / {row['name']['en']}" for row in rows],
    }
    return {"anyOf": [codes, {"type": "string"}]} if is_open else codes


def _words(title: str) -> str:
    """Return the name of a class or a field as words: `InstrumentRow` is an instrument, `In Force` is in force."""
    plain = re.sub(r"^Written|(?<=.)(Row|Head|File)$", "", title)
    words = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+", plain)
    return " ".join(words).capitalize()
