"""Values written as bodies, in the form that a media type names."""

import base64
import csv
import io
import json
from collections.abc import Callable, Mapping
from typing import Any, Final
from urllib.parse import urlencode
from xml.etree import ElementTree as ET

from ndxp_mocks.openapi.dialect import Dialect, Schema
from ndxp_mocks.openapi.media_types import essence, is_form, is_json, is_json_lines, is_xml
from ndxp_mocks.openapi.schema_merge import CHOICES, flatten
from ndxp_mocks.openapi.source import Unserved

_SIMULATED: Final = b"MO PHONG / SIMULATED\n"
_PICTURE: Final = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
_FILES: Final = {"image/png": _PICTURE, "application/pdf": b"%PDF-1.4\n% MO PHONG / SIMULATED\n%%EOF\n"}
_CONCRETE: Final = {"*/*": "application/json", "application/*": "application/json", "text/*": "text/plain"}


def concrete(media_type: str) -> str:
    """Return a media type that can be sent: a range becomes one that it covers, a text says its encoding."""
    found = _CONCRETE.get(essence(media_type), media_type)
    if essence(found).startswith("image/*"):
        return "image/png"
    return f"{found}; charset=utf-8" if found.startswith("text/") and "charset" not in found.lower() else found


class BodyWriter:
    """Writes the values of one document."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect

    def body(self, value: Any, media_type: str, schema: Schema) -> bytes:
        """Return the value in the form of the media type."""
        if is_json(media_type):
            return as_json(value)
        if is_json_lines(media_type):
            return b"".join(as_json(each) + b"\n" for each in (value if isinstance(value, list) else [value]))
        if is_xml(media_type):
            return self._xml(value, schema)
        if is_form(media_type):
            return urlencode(value if isinstance(value, dict) else {}, doseq=True).encode("ascii")
        if essence(media_type) == "text/csv":
            return _csv(value)
        if essence(media_type) == "text/event-stream":
            return b"data: " + as_json(value) + b"\n\n"
        if essence(media_type).startswith("text/"):
            return (value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)).encode(
                "utf-8", "replace"
            )
        return _FILES.get(essence(media_type), _SIMULATED)

    def _xml(self, value: Any, schema: Schema) -> bytes:
        name = schema["$ref"].rpartition("/")[2] if isinstance(schema, dict) and "$ref" in schema else "simulated"
        (root,) = self._elements(value, schema, name) or [ET.Element(name)]
        return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))

    def _elements(self, value: Any, schema: Schema, name: str) -> list[ET.Element]:
        """Write a value as XML elements (OpenAPI 3.1, 4.8.26): one, or one for each item."""
        flat = self._flat(schema)
        told: Mapping[str, Any] = flat["xml"] if isinstance(flat.get("xml"), dict) else {}
        called = _qualified(str(told.get("name") or name), told)
        if isinstance(value, list):
            items = [each for item in value for each in self._elements(item, flat.get("items", True), called)]
            if told.get("wrapped") is not True and name != "simulated":
                return items
            wrapper = ET.Element(called)
            wrapper.extend(items)
            return [wrapper]
        element = ET.Element(called)
        if isinstance(value, dict):
            self._members(element, value, flat)
        elif value is not None:
            element.text = _text(value)
        return [element]

    def _members(self, element: ET.Element, value: dict[str, Any], flat: dict[str, Any]) -> None:
        properties = flat.get("properties", {})
        for name, each in value.items():
            schema = properties.get(name, True)
            told = self._flat(schema).get("xml")
            if isinstance(told, dict) and told.get("attribute") is True and not isinstance(each, list | dict):
                element.set(str(told.get("name") or name), _text(each))
            else:
                element.extend(self._elements(each, schema, name))

    def _flat(self, schema: Schema) -> dict[str, Any]:
        try:
            return flatten(schema, self._dialect.at)
        except Unserved:
            return {CHOICES: []}


def as_json(value: Any) -> bytes:
    try:
        return json.dumps(value, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:  # because of half a surrogate pair, which JSON can only escape (RFC 8259, 8.2)
        return json.dumps(value).encode("ascii")


def _qualified(name: str, told: Mapping[str, Any]) -> str:
    namespace = told.get("namespace")
    return f"{{{namespace}}}{name}" if isinstance(namespace, str) and namespace else name


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _csv(value: Any) -> bytes:
    rows = value if isinstance(value, list) else [value]
    if not all(isinstance(row, dict) for row in rows) or not rows:
        return "\n".join(map(_text, rows)).encode("utf-8", "replace")
    written = io.StringIO()
    table = csv.DictWriter(written, list(dict.fromkeys(name for row in rows for name in row)), lineterminator="\r\n")
    table.writeheader()
    table.writerows({name: _text(each) for name, each in row.items()} for row in rows)
    return written.getvalue().encode("utf-8", "replace")


TEXTUAL: Final[tuple[Callable[[str], bool], ...]] = (is_json, is_json_lines, is_xml)


def is_compressible(media_type: str | None) -> bool:
    """Return whether a body of this type becomes smaller by gzip."""
    return media_type is not None and (media_type.startswith("text/") or any(is_one(media_type) for is_one in TEXTUAL))
