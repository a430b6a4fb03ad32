"""The keywords of JSON Schema 2020-12 whose time is bounded here: those that look for patterns, and `uniqueItems`."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from jsonschema import (  # type: ignore[import-untyped]  # because jsonschema brings no types
    Draft202012Validator,
    ValidationError,
)

from ndxp_mocks.openapi.dialect import Schema
from ndxp_mocks.openapi.pattern_match import matches

Keyword = Callable[[Any, Any, Any, Any], Iterator[ValidationError]]
_ADDITIONAL: Keyword = Draft202012Validator.VALIDATORS["additionalProperties"]


def pattern(_validator: Any, written: str, value: Any, _schema: Schema) -> Iterator[ValidationError]:
    """Yield an error if a text does not have the pattern."""
    if isinstance(value, str) and not matches(written, value):
        yield ValidationError("the text does not match")


def pattern_properties(validator: Any, schemas: Any, value: Any, _schema: Schema) -> Iterator[ValidationError]:
    """Yield what is wrong with members whose names have a pattern."""
    for written, schema in schemas.items() if isinstance(value, dict) else ():
        for name, each in value.items():
            if matches(written, name):
                yield from validator.descend(each, schema, path=name, schema_path=written)


def additional_properties(validator: Any, allowed: Any, value: Any, schema: Any) -> Iterator[ValidationError]:
    """Yield what is wrong with members that neither have a name nor a pattern of the schema."""
    named = dict.fromkeys(_patterned(schema, value), True)
    yield from _ADDITIONAL(validator, allowed, value, {"properties": {**schema.get("properties", {}), **named}})


def unevaluated_properties(at: Callable[[str], Schema]) -> Keyword:
    """Return the keyword for a document, whose schemas are found by their address."""

    def keyword(validator: Any, allowed: Any, value: Any, schema: Any) -> Iterator[ValidationError]:
        known = {name: each for name, each in schema.items() if name != "unevaluatedProperties"}
        seen = frozenset(_evaluated(validator, value, known, at)) if isinstance(value, dict) else frozenset()
        for name in value if isinstance(value, dict) else ():
            if name not in seen and any(True for _ in validator.descend(value[name], allowed)):
                yield ValidationError("the member is not expected")
                return

    return keyword


def unique_items(_validator: Any, unique: Any, value: Any, _schema: Schema) -> Iterator[ValidationError]:
    """Yield an error if a list has an item twice; jsonschema compares each object with each other one."""
    if unique is True and isinstance(value, list) and len(set(map(_identity, value))) < len(value):
        yield ValidationError("an item is there twice")


def _identity(value: Any) -> Any:
    """Return what equal values have in common (JSON Schema Core, 4.2.2): 1 and 1.0 are equal, 1 and true are not."""
    match value:
        case bool():
            return "boolean", value
        case list():
            return "array", tuple(map(_identity, value))
        case dict():
            return "object", frozenset((name, _identity(each)) for name, each in value.items())
    return value


def _evaluated(validator: Any, value: Mapping[str, Any], schema: Any, at: Callable[[str], Schema]) -> Iterator[str]:
    """Yield the names that a schema, and what applies to the same object within it, has looked at."""
    if not isinstance(schema, dict):
        return
    yield from (name for name in schema.get("properties", ()) if name in value)
    yield from _patterned(schema, value)
    if "additionalProperties" in schema or "unevaluatedProperties" in schema:
        yield from value
    for inner in _applied(validator, value, schema, at):
        yield from _evaluated(validator, value, inner, at)


def _applied(
    validator: Any, value: Mapping[str, Any], schema: Mapping[str, Any], at: Callable[[str], Schema]
) -> Iterator[Any]:
    if "$ref" in schema:
        yield at(schema["$ref"])
    yield from (each for name, each in schema.get("dependentSchemas", {}).items() if name in value)
    for word in ("allOf", "oneOf", "anyOf"):
        yield from (each for each in schema.get(word, ()) if validator.evolve(schema=each).is_valid(value))
    if "if" in schema:
        holds = validator.evolve(schema=schema["if"]).is_valid(value)
        yield from (schema[word] for word in (("if", "then") if holds else ("else",)) if word in schema)


def _patterned(schema: Mapping[str, Any], value: Any) -> Iterator[str]:
    patterns = schema.get("patternProperties", ())
    names = value if isinstance(value, dict) else ()
    yield from (name for name in names if any(matches(written, name) for written in patterns))
