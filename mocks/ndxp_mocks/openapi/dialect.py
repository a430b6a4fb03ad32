"""Schemas of every version of OpenAPI as JSON Schema 2020-12, seen as answers or as requests see them."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, Final, Literal

from ndxp_mocks.openapi.ecma_pattern import python_pattern
from ndxp_mocks.openapi.source import Node, Source

Mode = Literal["answer", "request"]
Schema = dict[str, Any] | bool
_SINGLE: Final = ("additionalProperties", "items", "not", "contains", "propertyNames", "if", "then", "else")
_UNEVALUATED: Final = ("unevaluatedProperties", "unevaluatedItems")
_LISTS: Final = ("allOf", "anyOf", "oneOf", "prefixItems")
_NAMED: Final = ("properties", "patternProperties", "dependentSchemas", "$defs")
_NESTED: Final = frozenset((*_SINGLE, *_UNEVALUATED, *_LISTS, *_NAMED))
_DROPPED: Final = frozenset(
    {"$id", "$schema", "$anchor", "$dynamicAnchor", "$vocabulary", "$dynamicRef", "externalDocs"}
)
_HIDDEN: Final = {"answer": "writeOnly", "request": "readOnly"}
_KINDS: Final = frozenset({"array", "boolean", "integer", "null", "number", "object", "string"})
_COUNTS: Final = (
    *("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties", "minContains", "maxContains"),
)
_SHAPES: Final = {
    "required": list,
    "enum": list,
    "examples": list,
    "dependentRequired": dict,
    "discriminator": dict,
    "format": str,
    "pattern": str,
    "uniqueItems": bool,
}
_BOUNDS: Final = ("minimum", "maximum", "multipleOf", "exclusiveMinimum", "exclusiveMaximum")


class Dialect:
    """The schemas of one document, each translated when it is first asked for; a reference becomes an address."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._is_old = source.version in {"2.0", "3.0"}
        self.at: Callable[[str], Schema] = cache(self._at)

    def schema(self, node: Node, mode: Mode) -> Schema:
        """Return one schema as JSON Schema. What is no schema permits everything."""
        raw = node.raw
        if isinstance(raw, bool):
            return raw
        if not isinstance(raw, dict):
            return {}
        reference = raw.get("$ref")
        pointed: dict[str, Any] = {}
        if isinstance(reference, str):
            pointed = {"$ref": f"doc:///{mode}?{self._source.absolute(reference, node.file)}".replace("#", "%23")}
            if self._is_old:
                return pointed
        return {**self._translated(node, mode), **pointed}

    def _nested(self, key: str, node: Node, mode: Mode) -> Any:
        """Return the schemas below a keyword, None if what stands there is none."""
        raw = node.raw
        if key in _LISTS or (key == "items" and self._is_old):
            listed = isinstance(raw, list) and raw
            if listed:
                return [self.schema(Node(node.file, each), mode) for each in listed]
        if key in _NAMED:
            return {name: self.schema(node.get(name), mode) for name in raw} if isinstance(raw, dict) else None
        return self.schema(node, mode) if key not in _LISTS and isinstance(raw, dict | bool) else None

    def _at(self, address: str) -> Schema:
        mode, _, reference = address.removeprefix("doc:///").partition("?")
        node = self._source.at(reference.replace("%23", "#"))
        return self.schema(node, "answer" if mode == "answer" else "request")

    def _translated(self, node: Node, mode: Mode) -> dict[str, Any]:
        raw = node.raw
        found = {key: value for key, value in raw.items() if key not in _DROPPED and key != "$ref"}
        for key in found.keys() & _NESTED:
            if (nested := self._nested(key, node.get(key), mode)) is None:
                del found[key]
            else:
                found[key] = nested
        _without_hidden(found, raw, _HIDDEN[mode])
        if self._is_old:
            _modernized(found)
        return _clean(found)


def below(schema: Schema) -> Iterator[Schema]:
    """Yield the schemas right below a translated one; what it shows as values is none."""
    for key, value in schema.items() if isinstance(schema, dict) else ():
        if key in _NESTED:
            yield from value.values() if key in _NAMED else value if isinstance(value, list) else (value,)


def _without_hidden(found: dict[str, Any], raw: dict[str, Any], mark: str) -> None:
    """Leave out what this side never sends (OpenAPI 3.1, 4.8.24: `required` then binds the other side alone)."""
    written = raw.get("properties")
    if not isinstance(written, dict):
        return
    hidden = {name for name, each in written.items() if isinstance(each, dict) and each.get(mark) is True}
    if not hidden:
        return
    found["properties"] = {name: each for name, each in found["properties"].items() if name not in hidden}
    required = found.get("required")
    if isinstance(required, list):
        found["required"] = [name for name in required if name not in hidden]


def _modernized(found: dict[str, Any]) -> None:
    """Say in JSON Schema 2020-12 what OpenAPI 2.0 and 3.0 say in words of their own."""
    for bound, exclusive in (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")):
        if found.get(exclusive) is True and bound in found:
            found[exclusive] = found.pop(bound)
        elif isinstance(found.get(exclusive), bool):
            del found[exclusive]
    if found.get("type") == "file":
        found["type"], found["format"] = "string", "binary"
    if found.pop("nullable", None) is True and isinstance(found.get("type"), str):
        found["type"] = [found["type"], "null"]
    items = found.get("items")
    if isinstance(items, list):
        found["prefixItems"] = found.pop("items")


def _clean(found: dict[str, Any]) -> dict[str, Any]:
    """Leave out keywords of a kind that no JSON Schema has: a validator must not fail on them."""
    kind = found.get("type")
    kinds = [kind] if isinstance(kind, str) else kind if isinstance(kind, list) else None
    if kinds is None or not kinds or not all(isinstance(each, str) and each in _KINDS for each in kinds):
        found.pop("type", None)
    for key in (*_COUNTS, *_BOUNDS):
        value = found.get(key)
        if key in found and (isinstance(value, bool) or not isinstance(value, int | float)):
            del found[key]
    for key, wanted in _SHAPES.items():
        if key in found and not isinstance(found[key], wanted):
            del found[key]
    if "required" in found:
        found["required"] = [name for name in found["required"] if isinstance(name, str)]
    if "dependentRequired" in found:
        needed = found["dependentRequired"].items()
        found["dependentRequired"] = {name: each for name, each in needed if isinstance(each, list)}
    if found.get("multipleOf", 1) <= 0:
        del found["multipleOf"]
    return _with_patterns(found)


def _with_patterns(found: dict[str, Any]) -> dict[str, Any]:
    if "pattern" in found:
        pattern = found.pop("pattern")
        if (translated := python_pattern(pattern)) is not None:
            found["pattern"] = translated
    if "patternProperties" in found:
        named = ((python_pattern(name), each) for name, each in found["patternProperties"].items())
        found["patternProperties"] = {name: each for name, each in named if name is not None}
    return found
