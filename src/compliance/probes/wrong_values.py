"""Values that the schema of a parameter refuses, each in one way, and identifiers of which there is nothing. Pure."""

from collections.abc import Iterator
from typing import Any, Final

from compliance.model.instances import Instances, Undecided
from compliance.model.observation import Wrong
from compliance.model.openapi.parameter import Parameter
from compliance.model.openapi.schema import Schema

_NO_NUMBER: Final = "not-a-number"
_UNLISTED: Final = "not-in-the-list"
_NO_FORM: Final = ("not-in-its-form", "%%%")
_FORMS: Final = frozenset({"date", "date-time"})
"""Formats that are demanded, and not only told (JSON Schema 2020-12, Validation, 7.2.1)."""
_LONGEST: Final = 2_000
_LARGEST: Final = 2**53
_NUMBERS: Final = frozenset({"integer", "number"})


def wrong_values(parameter: Parameter, instances: Instances | None) -> Iterator[tuple[Wrong, str]]:
    """Yield values that do not fit; only such of which the schema itself says so, where that can be asked."""
    schema = parameter.schema
    for wrong, value, text in _candidates(schema):
        if _is_refused(instances, schema, value) if instances is not None else wrong is not Wrong.WRONG_FORM:
            yield wrong, text


def _candidates(schema: Schema) -> Iterator[tuple[Wrong, Any, str]]:
    types = schema.types() - {"null"}
    if types and types <= _NUMBERS | {"boolean"}:
        yield Wrong.WRONG_TYPE, _NO_NUMBER, _NO_NUMBER
    if types and types <= _NUMBERS:
        most, least = schema.keyword("maximum"), schema.keyword("minimum")
        if _is_whole(most):
            yield Wrong.OUT_OF_BOUNDS, most + 1, str(most + 1)
        elif _is_whole(least):
            yield Wrong.OUT_OF_BOUNDS, least - 1, str(least - 1)
    listed = schema.keyword("enum")
    if isinstance(listed, list) and listed and all(isinstance(each, str) for each in listed):
        yield Wrong.UNLISTED_VALUE, _UNLISTED, _UNLISTED
    if types == {"string"} and (schema.keyword("pattern") is not None or schema.keyword("format") in _FORMS):
        yield from ((Wrong.WRONG_FORM, text, text) for text in _NO_FORM)
    longest = schema.keyword("maxLength")
    if types == {"string"} and _is_whole(longest) and 0 < longest < _LONGEST and not isinstance(listed, list):
        yield Wrong.OVERLONG_VALUE, "a" * (longest + 1), "a" * (longest + 1)


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < _LARGEST


def _is_refused(instances: Instances, schema: Schema, value: Any) -> bool:
    found = list(instances.faults(schema, value))
    return bool(found) and not any(isinstance(each, Undecided) for each in found)


def unknown_id(example: str, parameter: Parameter, instances: Instances | None) -> str | None:
    """Return an identifier like the example of which there is most probably nothing, None if none fits the schema.

    All its digits are nines: no person has a number that begins so, for there is no province 999.
    """
    made = "".join("9" if sign.isdigit() else sign for sign in example)
    if made == example or not any(sign.isdigit() for sign in example):
        return None
    schema = parameter.schema
    value: Any = int(made) if schema.types() - {"null"} <= _NUMBERS and made.isdigit() else made
    if instances is not None and next(iter(instances.faults(schema, value)), None) is not None:
        return None
    return made
