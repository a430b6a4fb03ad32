"""The keywords of JSON Schema 2020-12 whose time is bounded here: those that look for patterns, and `uniqueItems`.

openapi-core leaves them to a library that tries every way in which a pattern may divide a text, and compares every item
of a list with every other one: two thousand objects took ten seconds.
"""

from collections.abc import Callable, Iterator, Mapping
from copy import copy
from functools import lru_cache
from typing import Any

from ndxp_sdk._contract.patterns import matches


def bounded_patterns(validator: Any) -> None:
    """Let a validator of openapi-core, and what casts for it, use the keywords of this module."""
    validator.schema_validators_factory = _Factory(validator.schema_validators_factory)
    casters = copy(validator.schema_casters_factory)
    casters.schema_validators_factory = _Factory(casters.schema_validators_factory)
    validator.schema_casters_factory = casters


class _Factory:
    """A factory of openapi-core whose validators of schemas use the keywords of this module."""

    def __init__(self, factory: Any) -> None:
        self._factory = factory

    def create(self, *arguments: Any, **options: Any) -> Any:
        made = self._factory.create(*arguments, **options)
        made.validator = _bounded(made.validator)
        return made


def _bounded(validator: Any) -> Any:
    plain: Any = type(validator)
    kind = _class(plain)
    return kind(validator.schema, format_checker=validator.format_checker, _resolver=validator._resolver)  # noqa: SLF001 - as openapi-core makes it


@lru_cache(maxsize=64)
def _class(kind: Any) -> Any:
    from jsonschema.validators import (  # type: ignore[import-untyped]  # noqa: PLC0415 - comes with openapi-core
        extend,
    )

    known = kind.VALIDATORS
    own = {
        "pattern": _pattern,
        "patternProperties": _pattern_properties,
        "unevaluatedProperties": _unevaluated,
        "uniqueItems": _unique_items,
    }
    bounded = {name: keyword for name, keyword in own.items() if name in known}
    made: Any = extend(kind, {**bounded, "additionalProperties": _additional(known["additionalProperties"])})
    plain = made.evolve

    def evolve(self: Any, **changes: Any) -> Any:
        evolved = plain(self, **changes)
        # because a schema that names its dialect is given a validator of that dialect
        return evolved if type(evolved) is made else _bounded(evolved)

    made.evolve = evolve
    return made


Keyword = Callable[[Any, Any, Any, Any], Iterator[Any]]


def _pattern(_validator: Any, pattern: Any, instance: Any, _schema: Any) -> Iterator[Any]:
    if isinstance(instance, str) and isinstance(pattern, str) and not matches(pattern, instance):
        yield _error("does not match")


def _pattern_properties(validator: Any, patterns: Any, instance: Any, _schema: Any) -> Iterator[Any]:
    for pattern, subschema in patterns.items() if isinstance(instance, dict) else ():
        for name, value in instance.items():
            if matches(pattern, name):
                yield from validator.descend(value, subschema, path=name, schema_path=pattern)


def _additional(plain: Keyword) -> Keyword:
    """Return the keyword `additionalProperties` with names that a pattern has for names of properties."""

    def additional(validator: Any, allowed: Any, instance: Any, schema: Any) -> Iterator[Any]:
        named = dict.fromkeys(_patterned(schema, instance), True)
        known = {"properties": {**schema.get("properties", {}), **named}}
        yield from plain(validator, allowed, instance, known)

    return additional


def _unevaluated(validator: Any, allowed: Any, instance: Any, schema: Any) -> Iterator[Any]:
    if not isinstance(instance, dict):
        return
    evaluated = frozenset(_evaluated(validator, instance, {**schema, "unevaluatedProperties": None}))
    for name in instance:
        if name not in evaluated and any(True for _ in validator.descend(instance[name], allowed)):
            yield _error("is not expected")
            return


def _evaluated(validator: Any, instance: Mapping[str, Any], schema: Any) -> Iterator[str]:
    """Yield the names of an object that a schema, and what applies to the same value within it, has looked at."""
    if not isinstance(schema, Mapping):
        return
    yield from (name for name in schema.get("properties", ()) if name in instance)
    yield from _patterned(schema, instance)
    if any(schema.get(keyword) is not None for keyword in ("additionalProperties", "unevaluatedProperties")):
        yield from instance
    for inner, subschema in _applied(validator, instance, schema):
        yield from _evaluated(inner, instance, subschema)


def _applied(validator: Any, instance: Mapping[str, Any], schema: Mapping[str, Any]) -> Iterator[tuple[Any, Any]]:
    """Yield the schemas within a schema that hold for the same value, each with its validator."""
    for keyword in ("$ref", "$dynamicRef"):
        if keyword in schema:
            found = validator._resolver.lookup(schema[keyword])  # noqa: SLF001 - as jsonschema does it
            yield validator.evolve(schema=found.contents, _resolver=found.resolver), found.contents
    dependent = schema.get("dependentSchemas", {})
    yield from ((validator, subschema) for name, subschema in dependent.items() if name in instance)
    for keyword in ("allOf", "oneOf", "anyOf"):
        for subschema in schema.get(keyword, ()):
            if validator.evolve(schema=subschema).is_valid(instance):
                yield validator, subschema
    if "if" in schema:
        holds = validator.evolve(schema=schema["if"]).is_valid(instance)
        yield from ((validator, schema[name]) for name in (("if", "then") if holds else ("else",)) if name in schema)


def _patterned(schema: Mapping[str, Any], instance: Any) -> Iterator[str]:
    names = instance if isinstance(instance, dict) else ()
    patterns = schema.get("patternProperties", ())
    yield from (name for name in names if any(matches(pattern, name) for pattern in patterns))


def _unique_items(_validator: Any, unique: Any, instance: Any, _schema: Any) -> Iterator[Any]:
    if unique is True and isinstance(instance, list) and len(set(map(_identity, instance))) < len(instance):
        yield _error("has an item twice")


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


def _error(text: str) -> Any:
    from jsonschema import ValidationError  # type: ignore[import-untyped]  # noqa: PLC0415 - comes with openapi-core

    return ValidationError(text)
