"""What a validator says of a value, as faults in words of our own."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from math import isfinite
from typing import Any, Final

from compliance.model.instances import Fault, Undecided
from compliance.model.text import Message

_LONGEST_WORD: Final = 60
_TYPES: Final = {
    type(None): "null",
    bool: "boolean",
    int: "integer",
    float: "number",
    str: "string",
    list: "array",
    dict: "object",
}
_AS_WRITTEN: Final = {
    "constant": "const",
    "oneOfMultipleValid": "oneOf",
    "oneOfNotValid": "oneOf",
    "falseSchema": "false",
}
_LIMITS: Final = frozenset(
    {
        "exclusiveMaximum",
        "exclusiveMinimum",
        "maxItems",
        "maximum",
        "maxLength",
        "maxProperties",
        "minItems",
        "minimum",
        "minLength",
        "minProperties",
        "multipleOf",
    }
)
_GIVING_UP: Final = frozenset({"BacktrackLimitExceeded", "RegexEngineFailure", "FromUtf8"})
_UNEVALUATED: Final = frozenset({"unevaluatedProperties", "unevaluatedItems"})
_NEGATIVE: Final = frozenset({"OneOfMultipleValid", "Not"})
UNREADABLE: Final = Message.of("the schema says something that cannot be read")
REFERENCE: Final = Message.of("a reference stands within the value, which some tools follow and others do not")
TOO_MUCH: Final = Message.of("holding the value against the schema would take too long")


def faults_of(error: Any, value: Any, *, is_lenient: bool) -> list[Fault | Undecided]:
    """Return what one error of the validator means; `value` is the whole value that it looked at."""
    if gave_up(error):
        return [Undecided(TOO_MUCH)]
    kind = error.kind
    if is_lenient and type(kind).__name__ in _NEGATIVE:
        return [Undecided(UNREADABLE)]
    if (nearest := _nearest(error)) is not None:
        return [said for inner in nearest for said in faults_of(inner, value, is_lenient=is_lenient)]
    path = tuple(error.instance_path)
    refused = _at(value, path)
    if isinstance(refused, dict) and isinstance(refused.get("$ref"), str):
        return [Undecided(REFERENCE)]
    if kind.name == "type":  # because most errors are of this kind
        return [_wrong_type(kind, path, refused)]
    return [Fault(keyword, path, words) for keyword, words in _parameters(error, refused)]


def errors_of(validator: Any, value: Any, most: int) -> list[Any]:
    """Return the first errors of a value that does not fit; only for a single one are not all of them made first.

    Raises:
        ValueError: the value cannot be read, or the single error may follow from others.
    """
    if most > 1:
        return list(islice(validator.iter_errors(value), most))
    from jsonschema_rs import ValidationError  # noqa: PLC0415 - because few values have faults, and fewer so many

    try:
        validator.validate(value)
    except ValidationError as error:
        if error.kind.name not in _UNEVALUATED:
            return [error]
    raise ValueError("what refuses the value cannot be told from what follows from it")


def noting(met: list[bool]) -> type[Any]:
    """Return a keyword that refuses nothing and notes that a value came by it."""

    class Noting:
        def __init__(self, _schema: Any, _value: Any, _path: Any) -> None: ...

        def validate(self, _instance: Any) -> None:
            met.append(True)

    return Noting


def of_their_own(errors: Sequence[Any]) -> list[Any]:
    """Return the errors without those that follow from others.

    A schema that refuses a value has looked at none of its members, so that all of them are unevaluated
    (JSON Schema Core 2020-12, 11).
    """
    if len(errors) == 1:
        return list(errors)
    refused = [list(error.instance_path) for error in errors if error.kind.name not in _UNEVALUATED]
    return [
        error
        for error in errors
        if error.kind.name not in _UNEVALUATED
        or not any(path[: len(error.instance_path)] == list(error.instance_path) for path in refused)
    ]


def gave_up(error: Any) -> bool:
    """Return whether the validator came to no end, here or in one of the alternatives that it therefore refused."""
    kind = error.kind
    alternatives = getattr(kind, "context", None)
    if type(kind).__name__ in _GIVING_UP or not alternatives:
        return type(kind).__name__ in _GIVING_UP
    return any(gave_up(inner) for errors in alternatives for inner in errors)


def _nearest(error: Any) -> Any:
    """Return the errors of the one alternative that looks at such a value at all, None if there is not just one."""
    alternatives = getattr(error.kind, "context", None)
    if not alternatives:
        return None
    depth = len(error.instance_path)
    meant = [
        errors
        for errors in alternatives
        if not any(e.kind.name == "type" and len(e.instance_path) == depth for e in errors)
    ]
    return meant[0] if len(meant) == 1 else None


def _wrong_type(kind: Any, path: tuple[str | int, ...], value: Any) -> Fault:
    if isinstance(value, float) and not isfinite(value):
        return Fault("finite", path)
    return Fault("type", path, {"found": type_of(value), "expected": ", ".join(kind.types)})


def _parameters(error: Any, value: Any) -> Iterator[tuple[str, Mapping[str, str | int]]]:
    kind = error.kind
    keyword = _AS_WRITTEN.get(kind.name, kind.name)
    match keyword:
        case "false" if error.schema_path and error.schema_path[-1] == "additionalProperties":
            yield from (("additionalProperties", {"name": str(name)[:_LONGEST_WORD]}) for name in value)
        case "required":
            yield keyword, {"name": kind.property[:_LONGEST_WORD]}
        case "additionalProperties" | "unevaluatedProperties":
            yield from ((keyword, {"name": str(name)[:_LONGEST_WORD]}) for name in kind.unexpected)
        case "format":
            yield keyword, {"expected": kind.format}
        case "pattern":
            yield keyword, {"expected": kind.pattern[:_LONGEST_WORD]}
        case limit if limit in _LIMITS:
            limit_value = getattr(kind, "limit", None) or getattr(kind, "multiple_of", 0)
            yield "limit", {"keyword": keyword, "limit": str(limit_value)}
        case _:
            yield keyword, {"keyword": keyword}


def _at(value: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        value = value[step]
    return value


def type_of(value: Any) -> str:
    """Return the type of a value in the words of JSON Schema."""
    return _TYPES.get(value.__class__, "object")
