"""Names and values as arguments give them. All of them are text: what a number or a date looks like is the caller's."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import Enum
from typing import Any, Final, TypeAlias

from ndxp_sdk._http import Pairs
from ndxp_sdk._http.response import Headers
from ndxp_sdk._text import sanitise
from ndxp_sdk._validators import kind
from ndxp_sdk.errors import UsageError

StringPairs: TypeAlias = Mapping[str, str] | Sequence[tuple[str, str]]


def string_pairs(given: StringPairs, argument: str) -> Pairs:
    """Return names and values in order. UsageError names the argument, the key and the way."""
    if isinstance(given, Headers):
        return given.multi_items()
    found = tuple(given.items()) if isinstance(given, Mapping) else _several(given, argument)
    for name, value in found:
        if not isinstance(name, str):
            raise UsageError(f"{argument}: a name is {kind(name)}, text is expected")
        if not isinstance(value, str):
            raise UsageError(
                f"{argument}: the value of '{sanitise(name)}' is {kind(value)}, {_way(argument, name, value)}"
            )
    return found


def string_mapping(given: Mapping[str, str], argument: str) -> Mapping[str, str]:
    """Return a mapping of texts. UsageError as `pairs`."""
    if not isinstance(given, Mapping):
        raise UsageError(f"{argument} is {kind(given)}, a mapping of texts is expected, such as {{'code': '…'}}")
    string_pairs(given, argument)
    return given


def _several(given: Any, argument: str) -> Pairs:
    if isinstance(given, Sequence) and all(isinstance(each, tuple | list) and len(each) == 2 for each in given):
        return tuple([(name, value) for name, value in given])
    raise UsageError(
        f"{argument} is {kind(given)}, a mapping or a list of pairs of texts is expected, such as {{'name': '…'}} or "
        "[('name', '…')]"
    )


def _way(argument: str, name: str, value: object) -> str:
    if isinstance(value, list | tuple | set | frozenset) and argument != "values":
        shown = sanitise(name)
        return f"text is expected; several values are several pairs: [('{shown}', '…'), ('{shown}', '…')]"
    return next((way for kinds, way in _WAYS if isinstance(value, kinds)), "text is expected: str(value)")


_WAYS: Final[tuple[tuple[Any, str], ...]] = (
    (type(None), "text is expected: leave it out"),
    (bool, "text is expected: 'true' or 'false'"),
    (bytes | bytearray, "text is expected: value.decode()"),
    (date, "text is expected: value.isoformat()"),
    (Enum, "text is expected: str(value.value)"),
    (list | tuple | set | frozenset | Mapping, "text is expected"),
)
