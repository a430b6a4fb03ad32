"""Values held against a JSON Schema of a ruleset, with what does not fit in words of our own."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import islice
from typing import Any, Final

from compliance.model.text import Message
from compliance.rulesets.errors import RulesetError, TooMuch
from compliance.rulesets.target import shown

_VALIDATORS: Final = {
    "draft4": "Draft4Validator",
    "draft6": "Draft6Validator",
    "draft7": "Draft7Validator",
    "draft2019-09": "Draft201909Validator",
    "draft2020-12": "Draft202012Validator",
}
_DECLARED: Final = {
    "draft-04": "draft4",
    "draft-06": "draft6",
    "draft-07": "draft7",
    "2019-09": "draft2019-09",
    "2020-12": "draft2020-12",
}
_MOST_STEPS_BACK: Final = 100_000
_MOST_ERRORS: Final = 200
_LARGE: Final = 100_000
_AS_WRITTEN: Final = {
    "constant": "const",
    "oneOfMultipleValid": "oneOf",
    "oneOfNotValid": "oneOf",
    "falseSchema": "false",
}
_GIVING_UP: Final = frozenset({"BacktrackLimitExceeded", "RegexEngineFailure"})
_LIMITS: Final[Mapping[str, str]] = {
    "minLength": Message.of("{what} must not have fewer than {limit} characters").template,
    "maxLength": Message.of("{what} must not have more than {limit} characters").template,
    "minItems": Message.of("{what} must not have fewer than {limit} items").template,
    "maxItems": Message.of("{what} must not have more than {limit} items").template,
    "minProperties": Message.of("{what} must not have fewer than {limit} properties").template,
    "maxProperties": Message.of("{what} must not have more than {limit} properties").template,
    "minimum": Message.of("{what} must be at least {limit}").template,
    "maximum": Message.of("{what} must be at most {limit}").template,
    "exclusiveMinimum": Message.of("{what} must be more than {limit}").template,
    "exclusiveMaximum": Message.of("{what} must be less than {limit}").template,
    "multipleOf": Message.of("{what} must be a multiple of {limit}").template,
}

Found = tuple[tuple[str | int, ...], Message]


def faults(schema: Any, dialect: str, value: Any) -> Iterator[Found]:
    """Yield the steps to each thing that does not fit, and what is wrong there; raises `TooMuch`."""
    validator = _validator(schema, dialect)
    try:
        errors = [] if validator.is_valid(value) else list(islice(validator.iter_errors(value), _MOST_ERRORS))
    except ValueError:  # because the library reads no half of a character, and no number of thousands of digits
        raise TooMuch(Message.of("the document holds a value that cannot be held against a schema")) from None
    for error in errors:
        if type(error.kind).__name__ in _GIVING_UP:
            raise TooMuch(Message.of("a regular expression of the schema takes too long on a text of the document"))
        path = tuple(error.instance_path)
        yield from ((path, message) for message in _said(error))


def check_schema(schema: Any, dialect: str) -> None:
    """Raise `RulesetError` for a schema that no value can be held against."""
    try:
        _validator(schema, dialect)
    except ValueError as error:
        reason = str(error).partition("\n")[0][:200]
        template = "the schema cannot be used: {reason}"
        raise RulesetError(Message.of(template, reason=reason)) from error


def _validator(schema: Any, dialect: str) -> Any:
    declared = schema.get("$schema", "") if isinstance(schema, dict) else ""
    name = dialect
    if dialect == "auto":
        name = next((name for part, name in _DECLARED.items() if part in str(declared)), "draft7")
    return _compiled(_Kept(schema), _VALIDATORS[name])


class _Kept:
    """A schema by its identity; it is kept as long as its validator, so that no other has the same."""

    __slots__ = ("schema",)

    def __init__(self, schema: Any) -> None:
        self.schema = schema

    def __hash__(self) -> int:
        return id(self.schema)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Kept) and other.schema is self.schema


@lru_cache(maxsize=1024)
def _compiled(kept: _Kept, name: str) -> Any:
    import jsonschema_rs  # noqa: PLC0415 - because few runs have a ruleset

    options = jsonschema_rs.FancyRegexOptions(backtrack_limit=_MOST_STEPS_BACK)
    kind = getattr(jsonschema_rs, name)
    return kind(kept.schema, validate_formats=True, pattern_options=options, offline=True)


def _said(error: Any) -> Iterator[Message]:
    kind = error.kind
    keyword = _AS_WRITTEN.get(kind.name, kind.name)
    match keyword:
        case "type":
            yield Message.of("{what} must be of the type {expected}", expected=", ".join(kind.types))
        case "required":
            yield Message.of('{what} must have the property "{name}"', name=kind.property[:80])
        case "additionalProperties" | "unevaluatedProperties":
            for name in kind.unexpected:
                yield Message.of('{what} must not have the property "{name}"', name=str(name)[:80])
        case "enum":
            values = ", ".join(map(shown, kind.options[:50])) if isinstance(kind.options, list) else str(kind.options)
            yield Message.of("{what} must be equal to one of the allowed values: {values}", values=values[:400])
        case "const":
            yield Message.of("{what} must be equal to {constant}", constant=shown(kind.expected_value))
        case "pattern":
            yield Message.of("{what} must match the pattern {pattern}", pattern=shown(kind.pattern))
        case "format":
            yield Message.of("{what} must match the format {format}", format=str(kind.format)[:80])
        case limit if limit in _LIMITS:
            yield Message.of(_LIMITS[limit], limit=str(getattr(kind, "limit", None) or getattr(kind, "multiple_of", 0)))
        case _:
            yield Message.of("{what} does not fit the schema: {keyword}", keyword=keyword)


def pruned(value: Any, schema: Any) -> Any:
    """Return a value as far down as a schema can look into it, where the whole would be too large.

    References are followed, so that a small file may be a large tree. Raises `TooMuch` if the schema sees all of it.
    """
    if _size(value, {}) <= _LARGE:
        return value
    depth = _depth(schema)
    if depth is None:
        template = "with its references followed, the value is too large for the schema; `resolved: false` leaves them"
        raise TooMuch(Message.of(template))
    return _cut(value, depth)


def _size(value: Any, known: dict[int, int]) -> int:
    """Return how many values it holds, each as often as it is reached."""
    if not isinstance(value, dict | list):
        return 1
    waiting = [value]
    while waiting:
        here = waiting[-1]
        inner = [item for item in (here.values() if isinstance(here, dict) else here) if isinstance(item, dict | list)]
        further = [item for item in inner if id(item) not in known]
        if further and id(here) not in known:
            waiting.extend(further)
            continue
        known[id(here)] = min(len(here) + sum(known[id(item)] for item in inner), 2**53)
        waiting.pop()
    return known[id(value)]


def _depth(schema: Any) -> int | None:
    """Return how many levels down a schema can look at most; None if it may look at all of them."""
    if isinstance(schema, list):
        depths = [_depth(item) for item in schema]
        return None if None in depths else max((depth for depth in depths if depth is not None), default=0)
    if not isinstance(schema, dict):
        return 0
    if any(key in schema for key in ("$ref", "$dynamicRef", "$recursiveRef", "uniqueItems")):
        return None
    inner = _depth(list(schema.values()))
    return None if inner is None else inner + 1


def _cut(value: Any, depth: int) -> Any:
    if isinstance(value, dict):
        return {key: _cut(item, depth - 1) for key, item in value.items()} if depth >= 0 else {}
    if isinstance(value, list):
        return [_cut(item, depth - 1) for item in value] if depth >= 0 else []
    return value
