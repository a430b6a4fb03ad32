"""Schemas that hold at the same time, as one."""

from collections.abc import Callable, Iterable
from typing import Any, Final

from ndxp_mocks.openapi.dialect import Schema
from ndxp_mocks.openapi.source import Unserved

CHOICES: Final = "choices"
"""Each `oneOf` and `anyOf` that has to hold."""
NEGATED: Final = "negated"
_LOWEST: Final = ("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties")
_HIGHEST: Final = ("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties")
_DEEPEST: Final = 60


def flatten(schema: Schema, at: Callable[[str], Schema], seen: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return the schema without references and `allOf`, what is to be chosen apart.

    Raises Unserved if it never ends.
    """
    if schema is True:
        return {}
    if schema is False:
        raise Unserved("schema_nothing_satisfies")
    found = {key: value for key, value in schema.items() if key not in {"$ref", "allOf", "anyOf", "oneOf", "not"}}
    found[CHOICES] = [{key: schema[key]} for key in ("oneOf", "anyOf") if schema.get(key)]
    if isinstance(schema.get("not"), dict):
        found[NEGATED] = [schema["not"]]
    if "$ref" in schema:
        address = schema["$ref"]
        if address in seen or len(seen) > _DEEPEST:
            raise Unserved("schema_without_end")
        found = merge(flatten(at(address), at, (*seen, address)), found)
    for part in schema.get("allOf", ()):
        found = merge(found, flatten(part, at, seen))
    return found


def merge(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """Both at once. Raises Unserved if no value can satisfy both."""
    found = {**one, **{key: value for key, value in other.items() if key not in one}}
    for key in one.keys() & other.keys():
        found[key] = _both(key, one[key], other[key])
    if "enum" in found and not found["enum"]:
        raise Unserved("schema_nothing_satisfies")
    return found


def _both(key: str, one: Any, other: Any) -> Any:
    if one == other:
        return one
    if key == "type":
        return _types(one, other)
    if key in _LOWEST:
        return max(one, other)
    if key in _HIGHEST:
        return min(one, other)
    if key == "enum":
        return [value for value in one if _is_among(value, other)]
    if key in {"required", CHOICES, NEGATED}:
        return [*one, *(each for each in other if each not in one)]
    if key in {"properties", "patternProperties", "dependentSchemas"}:
        shared = {name: {"allOf": [one[name], other[name]]} for name in one.keys() & other.keys()}
        return {**one, **other, **shared}
    return _either(key, one, other)


def _either(key: str, one: Any, other: Any) -> Any:
    if key in {"items", "additionalProperties", "contains", "propertyNames", "unevaluatedProperties"}:
        return False if one is False or other is False else {"allOf": [one, other]}
    if key == "const" and one != other:
        raise Unserved("schema_nothing_satisfies")
    if key in {"uniqueItems", "deprecated"}:
        return bool(one or other)
    return one  # because of two patterns or formats one is drawn, and the value is held to both


def _types(one: Any, other: Any) -> list[str]:
    kinds = [
        each for each in as_list(one) if each in as_list(other) or (each == "integer" and "number" in as_list(other))
    ]
    if "integer" in as_list(other) and "number" in as_list(one) and "integer" not in kinds:
        kinds.append("integer")
    if not kinds:
        raise Unserved("schema_nothing_satisfies")
    return kinds


def as_list(kinds: Any) -> list[str]:
    """Return the types that a schema names: one or several."""
    return [kinds] if isinstance(kinds, str) else list(kinds)


def _is_among(value: Any, values: Iterable[Any]) -> bool:
    return any(value == each and type(value) is type(each) for each in values)
