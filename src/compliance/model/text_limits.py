"""What texts a schema takes, as far as its own limits tell: pattern, length, and the values that it lists."""

from collections.abc import Callable, Iterator
from typing import Any, Final, TypeVar

from compliance.model.instances import Instances
from compliance.model.openapi.schema import Schema
from compliance.model.text import Message

T = TypeVar("T")
_LIMITS: Final = ("pattern", "minLength", "maxLength", "enum", "const", "format")
_DEEPEST: Final = 4
UNREADABLE: Final = Message.of("the pattern cannot be read, so that nobody knows what it takes")


def is_text(schema: Schema) -> bool:
    """Return whether a value is a text, or nothing at all: that is its type, or the type is not said."""
    return schema.types() <= {"string", "null"}


def is_number(schema: Schema) -> bool:
    """Return whether a value is a number, or nothing at all."""
    types = schema.types() - {"null"}
    return bool(types) and types <= {"integer", "number"}


def is_limited(schema: Schema) -> bool:
    """Return whether a schema says anything of what its texts look like, itself or in one of its choices."""
    return answered_once(schema, "limited", lambda meant: _is_limited(meant, 0))


def is_readable(schema: Schema, instances: Instances) -> bool:
    """Return whether its patterns, and those of its choices, can be read as regular expressions."""
    return answered_once(schema, "readable", lambda meant: _is_readable(meant, instances, 0))


def takes(schema: Schema, text: str, instances: Instances) -> bool | None:
    """Return whether a schema takes a text; None if that cannot be told."""
    return answered_once(schema, f"takes {text}", lambda meant: _takes(meant, text, instances, 0))


def answered_once(schema: Schema, question: str, answer: Callable[[Schema], T]) -> T:
    """Return the answer for a schema, found once for all that only refer to it."""
    raw, target = schema.node.mapping, None
    if "$ref" in raw and (len(raw) == 1 or not schema.files.uses_json_schema):
        target = schema.files.follow(schema.node)
    meant = schema if target is None else Schema(schema.files, target)
    return schema.files.remember((question, id(meant.node.raw)), lambda: answer(meant))


def _is_limited(schema: Schema, depth: int) -> bool:
    if any(True for name in _LIMITS for _ in schema.stated(name)):
        return True
    return any(_is_limited(choice, depth + 1) for choice in _choices(schema, depth))


def _is_readable(schema: Schema, instances: Instances, depth: int) -> bool:
    if any(isinstance(pattern, str) and instances.matches(pattern, "") is None for pattern in schema.stated("pattern")):
        return False
    return all(_is_readable(choice, instances, depth + 1) for choice in _choices(schema, depth))


def _choices(schema: Schema, depth: int) -> Iterator[Schema]:
    yield from (choice for listed in schema.choices() for choice in listed) if depth < _DEEPEST else ()


def _takes(schema: Schema, text: str, instances: Instances, depth: int) -> bool | None:
    answers = [
        *(instances.matches(pattern, text) for pattern in schema.stated("pattern") if isinstance(pattern, str)),
        *(len(text) >= least for least in schema.stated("minLength") if _is_number(least)),
        *(len(text) <= most for most in schema.stated("maxLength") if _is_number(most)),
        *(text in listed for listed in schema.stated("enum") if isinstance(listed, list)),
        *(text == value for value in schema.stated("const")),
    ]
    if depth < _DEEPEST:
        answers += [_one_takes(listed, text, instances, depth + 1) for listed in schema.choices()]
    return _all(answers)


def _one_takes(choices: Any, text: str, instances: Instances, depth: int) -> bool | None:
    answers = [_takes(choice, text, instances, depth) for choice in choices if _may_be_text(choice)]
    if True in answers:
        return True
    return None if None in answers else False


def _may_be_text(schema: Schema) -> bool:
    types = schema.types()
    return not types or "string" in types


def _all(answers: list[bool | None]) -> bool | None:
    if False in answers:
        return False
    return None if None in answers else True


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
