"""Values as the scripts in paths see them: truth, equality, members and methods as JavaScript has them."""

from collections.abc import Callable, Mapping
from math import inf, isnan, nan
from typing import Any, Final

from compliance.rulesets.regular_expressions import Expression

_MOST_BITS: Final = 1000


class NoSuchMember(Exception):
    """A script asks something of a value that it has not: an error in JavaScript, no match here."""


class _Undefined:
    """The value of what is not there."""

    def __repr__(self) -> str:
        return "undefined"


UNDEFINED: Final = _Undefined()


def is_true(value: Any) -> bool:
    """Return whether a value counts as true: lists and mappings do, even empty ones."""
    if isinstance(value, dict | list):
        return True
    is_nothing = value is None or value is UNDEFINED or value != value  # noqa: PLR0124 - because NaN is no truth
    return not is_nothing and bool(value)


def number_of(value: Any) -> float:
    """Return a value as a number, NaN if it is none."""
    match value:
        case bool() | float():
            return float(value)
        case int():
            return float(value) if value.bit_length() < _MOST_BITS else inf * (1 if value > 0 else -1)
        case None:
            return 0.0
        case str():
            try:
                return float(value.strip() or 0)
            except ValueError:
                return nan
    return nan


def text_of(value: Any) -> str:
    """Return a value as text."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case float() if value.is_integer():
            return str(int(value))
        case list():
            return ",".join("" if item is None or item is UNDEFINED else text_of(item) for item in value)
        case dict():
            return "[object Object]"
    return str(value)


def is_same(left: Any, right: Any) -> bool:
    """Return whether two values are equal without being turned into one another (`===`)."""
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    if isinstance(left, int | float) and isinstance(right, int | float):
        return left == right
    if isinstance(left, str) and isinstance(right, str):
        return left == right
    return left is right


def is_equal(left: Any, right: Any) -> bool:
    """Return whether two values are equal where one may be turned into the kind of the other (`==`)."""
    if left is None or left is UNDEFINED or right is None or right is UNDEFINED:
        return (left is None or left is UNDEFINED) and (right is None or right is UNDEFINED)
    if isinstance(left, dict | list) and isinstance(right, dict | list):
        return left is right
    if isinstance(left, dict | list) or isinstance(right, dict | list):
        return text_of(left) == text_of(right)
    if isinstance(left, str) and isinstance(right, str):
        return left == right
    return number_of(left) == number_of(right)


def is_less(left: Any, right: Any) -> bool:
    """Return whether one is less than the other: as texts if both are, else as numbers."""
    if isinstance(left, str) and isinstance(right, str):
        return left < right
    return number_of(left) < number_of(right)


def is_at_most(left: Any, right: Any) -> bool:
    """Return whether one is not more than the other; what is no number never is."""
    if isinstance(left, str) and isinstance(right, str):
        return left <= right
    return number_of(left) <= number_of(right)


def type_name(value: Any) -> str:
    """Return the name that `typeof` gives."""
    match value:
        case bool():
            return "boolean"
        case int() | float():
            return "number"
        case str():
            return "string"
    return "undefined" if value is UNDEFINED else "object"


def _class_name(value: Any) -> str:
    named = {"boolean": "Boolean", "number": "Number", "string": "String"}
    return named.get(type_name(value), "Array" if isinstance(value, list) else "Object")


def member(value: Any, name: Any) -> Any:
    """Return a member of a value, `UNDEFINED` if it has none of that name; raises `NoSuchMember` of nothing."""
    if value is None or value is UNDEFINED:
        raise NoSuchMember
    if isinstance(value, dict):
        key = name if name in value else text_of(name)
        if key in value:
            return value[key]
    elif isinstance(value, list | str):
        if name == "length":
            return len(value)
        position = number_of(name) if not isinstance(name, bool) else nan
        if not isnan(position) and position.is_integer() and 0 <= position < len(value):
            return value[int(position)]
    return {"name": _class_name(value)} if name == "constructor" else UNDEFINED


def call(value: Any, name: str, arguments: list[Any]) -> Any:
    """Return what a method of a value gives; raises `NoSuchMember` if that value has no such method."""
    methods = _OF_TEXT if isinstance(value, str) else _OF_LISTS if isinstance(value, list) else _OF_OTHERS
    if isinstance(value, Expression):
        methods = _OF_EXPRESSIONS
    if value is None or value is UNDEFINED or name not in methods:
        raise NoSuchMember
    return methods[name](value, *arguments[: _MOST_ARGUMENTS[name]])


def _is_found(text: str, expression: Any) -> bool:
    if isinstance(expression, Expression):
        return expression.is_in(text)
    from compliance.rulesets.regular_expressions import expression as made  # noqa: PLC0415 - as few scripts ask so

    return made(text_of(expression)).is_in(text)


def _index(values: Any, wanted: Any) -> int:
    if isinstance(values, str):
        return values.find(text_of(wanted))
    return next((index for index, item in enumerate(values) if is_same(item, wanted)), -1)


def _slice(values: Any, start: Any = 0, end: Any = UNDEFINED) -> Any:
    return values[_whole(start) : None if end is UNDEFINED else _whole(end)]


def _substring(text: str, start: Any = 0, end: Any = UNDEFINED) -> str:
    ends = sorted(min(max(_whole(each), 0), len(text)) for each in (start, len(text) if end is UNDEFINED else end))
    return text[ends[0] : ends[1]]


def _whole(value: Any) -> int:
    number = number_of(value)
    return 0 if isnan(number) else int(max(min(number, 2**53), -(2**53)))


def _character(text: str, at: Any = 0) -> str:
    return text[_whole(at) : _whole(at) + 1] if _whole(at) >= 0 else ""


def _parts(text: str, separator: Any = UNDEFINED) -> list[str]:
    if separator is UNDEFINED:
        return [text]
    return text.split(text_of(separator)) if separator != "" else list(text)


_OF_OTHERS: Final[Mapping[str, Callable[..., Any]]] = {
    "toString": text_of,
    "hasOwnProperty": lambda value, name=UNDEFINED: isinstance(value, dict) and name in value,
}
_OF_TEXT: Final[Mapping[str, Callable[..., Any]]] = {
    **_OF_OTHERS,
    "match": _is_found,
    "search": lambda text, expression="": 0 if _is_found(text, expression) else -1,
    "includes": lambda text, part=UNDEFINED: text_of(part) in text,
    "startsWith": lambda text, part=UNDEFINED: text.startswith(text_of(part)),
    "endsWith": lambda text, part=UNDEFINED: text.endswith(text_of(part)),
    "indexOf": lambda text, part=UNDEFINED: _index(text, part),
    "toLowerCase": lambda text: text.lower(),
    "toUpperCase": lambda text: text.upper(),
    "trim": lambda text: text.strip(),
    "charAt": _character,
    "slice": _slice,
    "substring": _substring,
    "split": _parts,
}
_OF_LISTS: Final[Mapping[str, Callable[..., Any]]] = {
    **_OF_OTHERS,
    "includes": lambda items, wanted=UNDEFINED: _index(items, wanted) >= 0,
    "indexOf": lambda items, wanted=UNDEFINED: _index(items, wanted),
    "join": lambda items, separator=",": text_of(separator).join(map(text_of, items)),
    "slice": _slice,
}
_OF_EXPRESSIONS: Final[Mapping[str, Callable[..., Any]]] = {
    "test": lambda expression, text=UNDEFINED: expression.is_in(text_of(text)),
}
_MOST_ARGUMENTS: Final[Mapping[str, int]] = {
    **dict.fromkeys({**_OF_TEXT, **_OF_LISTS, **_OF_EXPRESSIONS}, 1),
    **dict.fromkeys(("toString", "toLowerCase", "toUpperCase", "trim"), 0),
    **dict.fromkeys(("slice", "substring"), 2),
}
METHODS: Final = frozenset(_MOST_ARGUMENTS)
"""The methods that a script may call."""
