"""Which keywords of a schema count in which version of OpenAPI, and the values that they may have."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from compliance.model.openapi.equality import is_number
from compliance.model.openapi.keywords import LISTED_SCHEMAS, NAMED_SCHEMAS, SINGLE_SCHEMAS

TYPES: Final = frozenset({"null", "boolean", "object", "array", "number", "string", "integer"})

LISTED: Final = frozenset(LISTED_SCHEMAS)
SINGLE: Final = frozenset(SINGLE_SCHEMAS) - {"contentSchema"}  # because it says nothing of the value that is judged
NAMED: Final = frozenset({"properties", *NAMED_SCHEMAS}) - {"$defs", "definitions"}  # because these only define
IN_PLACE: Final = frozenset({"allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependentSchemas", "$ref"})


def _is_count(value: Any) -> bool:
    return is_number(value) and value >= 0 and value == int(value)


def _is_limit(value: Any) -> bool:
    return is_number(value) or isinstance(value, bool)


def _is_positive(value: Any) -> bool:
    return is_number(value) and value > 0


def _is_list_of_names(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(name, str) for name in value)


def _is_map_of_names(value: Any) -> bool:
    return isinstance(value, dict) and all(map(_is_list_of_names, value.values()))


_OF_ALL_VERSIONS: Final[Mapping[str, Callable[[Any], bool]]] = {
    "multipleOf": _is_positive,
    "maximum": is_number,
    "minimum": is_number,
    "exclusiveMaximum": _is_limit,
    "exclusiveMinimum": _is_limit,
    "maxLength": _is_count,
    "minLength": _is_count,
    "maxItems": _is_count,
    "minItems": _is_count,
    "maxProperties": _is_count,
    "minProperties": _is_count,
    "uniqueItems": lambda value: isinstance(value, bool),
    "required": _is_list_of_names,
    "enum": lambda value: isinstance(value, list),
    "pattern": lambda value: isinstance(value, str),
    "format": lambda value: isinstance(value, str),
}
_SINCE_3_1: Final[Mapping[str, Callable[[Any], bool]]] = {
    "exclusiveMaximum": is_number,
    "exclusiveMinimum": is_number,
    "const": lambda _value: True,
    "minContains": _is_count,
    "maxContains": _is_count,
    "dependentRequired": _is_map_of_names,
}
_SCHEMAS_BEFORE_3_1: Final = frozenset(
    {"allOf", "anyOf", "oneOf", "not", "items", "properties", "additionalProperties"}
)


def plain_keywords(*, is_modern: bool) -> Mapping[str, Callable[[Any], bool]]:
    """Return the keywords that hold no schema, with the test of their value; `is_modern` is 3.1 and later."""
    return {**_OF_ALL_VERSIONS, **_SINCE_3_1} if is_modern else _OF_ALL_VERSIONS


def schema_keywords(*, is_modern: bool) -> frozenset[str]:
    """Return the keywords that hold schemas."""
    return LISTED | SINGLE | NAMED if is_modern else _SCHEMAS_BEFORE_3_1


ASSERTED: Final[frozenset[str]] = frozenset(
    {
        "date",
        "date-time",
        "time",
        "duration",
        "uuid",
        "email",
        "uri",
        "uri-reference",
        "hostname",
        "ipv4",
        "ipv6",
    }
)
"""Formats that a string has to keep to; every other one tells people something and refuses nothing."""

ASSERTED_IN_ANSWERS: Final[frozenset[str]] = frozenset({"date", "date-time"})
"""The same where values of a platform are judged, whose author may mean another thing by the other ones."""

RANGES: Final[Mapping[str, tuple[int, int]]] = {
    "int32": (-(2**31), 2**31 - 1),
    "int64": (-(2**63), 2**63 - 1),
}
"""Formats of whole numbers, with the least and the greatest."""
