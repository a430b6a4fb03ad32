"""The JSON Schemas of the answers, made from the classes of their forms."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final, Literal

from compliance.locale import Translator
from compliance.server.api.glossary import meaning

PLACE: Final = "#/components/schemas/"
_NAMES: Final = {
    "compliance__report__kept_runs__json__v1__Run": "Run",
    "compliance__report__formats__json__v1_changes__Run": "RunSince",
    "compliance__report__formats__json__v1__Source": "SourceFile",
    "compliance__model__conflict__Source": "ConflictSource",
}
"""Names for forms of which two have the same."""
_DAYS: Final = frozenset({"as_of", "day", "seen_on", "counts_until", "on", "expires"})
_MOMENTS: Final = frozenset({"begun", "ended", "at"})
_URIS: Final = frozenset({"type", "instance", "next"})
_FORMATS: Final[Mapping[str, str]] = {
    **dict.fromkeys(_DAYS, "date"),
    **dict.fromkeys(_MOMENTS, "date-time"),
    **dict.fromkeys(_URIS, "uri-reference"),
}


def schemas_of(forms: Iterable[type], words: Translator) -> dict[str, Any]:
    """Return the schema of each form, and of each that it needs, by name."""
    from pydantic import TypeAdapter  # noqa: PLC0415 - 0.1 s, and only whoever asks for the document needs it

    asked: list[tuple[type, Literal["serialization"], Any]] = [
        (form, "serialization", TypeAdapter(form)) for form in dict.fromkeys(forms)
    ]
    _, made = TypeAdapter.json_schemas(asked, ref_template=PLACE + "{model}")
    found: dict[str, Any] = made["$defs"]
    return {name_of(name): _form(name_of(name), schema, words) for name, schema in sorted(found.items())}


def reference(form: type) -> dict[str, str]:
    """Return a reference to the schema of a form."""
    return {"$ref": PLACE + name_of(form.__name__)}


def name_of(name: str) -> str:
    """Return the name of a schema."""
    return _NAMES.get(name, name)


def _form(name: str, schema: Mapping[str, Any], words: Translator) -> dict[str, Any]:
    made: dict[str, Any] = _plain(schema)
    for field, value in made.get("properties", {}).items():
        made["properties"][field] = _described(value, field, words.message(meaning(name, field)))
    return made


def _described(schema: dict[str, Any], field: str, text: str) -> dict[str, Any]:
    for each in (schema, *schema.get("anyOf", ())):
        if each.get("type") == "string" and field in _FORMATS:
            each["format"] = _FORMATS[field]
        if each.get("type") == "integer" and field != "days_left":
            each["minimum"] = 0
    return {"description": text, **schema}


def _plain(node: Any) -> Any:
    """Return a schema without names that pydantic made, and with our names of others.

    What classes say of themselves is in English and for programmers; their fields are described in both languages.
    """
    if isinstance(node, list):
        return [_plain(each) for each in node]
    if not isinstance(node, dict):
        return node
    shown = {key: _plain(value) for key, value in node.items() if not _is_of_a_class(key, value)}
    if "$ref" in shown:
        shown["$ref"] = re.sub(r"[^/]+$", lambda match: name_of(match[0]), shown["$ref"])
    return shown


def _is_of_a_class(key: str, value: Any) -> bool:
    return key in {"title", "description"} and isinstance(value, str)
