"""A value as JSON, and where in it something has no place there."""

import json
from collections.abc import Iterator, Mapping
from datetime import date, time
from decimal import Decimal
from enum import Enum
from math import isfinite
from typing import Any, Final

from ndxp_sdk._text import sanitise
from ndxp_sdk._validators import kind
from ndxp_sdk.errors import UsageError

_CONTAINERS: Final = (dict, list, tuple)
_Place = tuple[str, ...]


def serialise_json(value: object, argument: str = "json") -> bytes:
    """Serialise a body as JSON. UsageError, which names place and type, for what JSON does not have.

    A key that is no text is refused too, because it would be changed, and two keys could become one.
    """
    try:
        written = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
        _check_keys(value)
    except (TypeError, ValueError, RecursionError, OverflowError):
        pass
    else:
        return written
    # outside the handler, because the context of an error would show the values
    for place, told in _complaints(value):
        raise UsageError(f"{argument}: the value at {_pointer(place)} {told}")
    raise UsageError(f"{argument} is nothing that JSON has")


def _check_keys(value: Any) -> None:
    """Raise TypeError for a key that is no text. It ends, because what has been written has no circle."""
    waiting = [value]
    while waiting:
        found = waiting.pop()
        if isinstance(found, dict):
            "".join(found)
            found = found.values()
        elif not isinstance(found, _CONTAINERS):
            continue
        waiting.extend([each for each in found if isinstance(each, _CONTAINERS)])


def _complaints(value: Any) -> Iterator[tuple[_Place, str]]:
    """Yield what is wrong and where, without recursion, because a value may be deep without end."""
    waiting: list[tuple[_Place, Any, frozenset[int]]] = [((), value, frozenset())]
    while waiting:
        place, found, above = waiting.pop()
        if id(found) in above:
            yield place, "holds itself, which JSON cannot say"
        elif len(place) > _DEEPEST:
            yield place[:3], f"has more than {_DEEPEST} levels below it"
        elif isinstance(found, _CONTAINERS):
            if told := _keys(found):
                yield place, told
            members = found.items() if isinstance(found, dict) else enumerate(found)
            inside = above | {id(found)}
            waiting.extend([((*place, str(name)), each, inside) for name, each in members][::-1])
        elif told := _leaf(found):
            yield place, told


def _keys(found: Any) -> str | None:
    for key in found if isinstance(found, dict) else ():
        if not isinstance(key, str):
            return f"has a key that is {kind(key)}, text is expected"
        if not _is_unicode(key):
            return "has a key that holds half a character (a lone surrogate); text is expected"
    return None


def _leaf(found: Any) -> str | None:
    match found:
        case None | bool():
            return None
        case int():
            return "is a number of thousands of digits" if found.bit_length() > _LONGEST else None
        case str():
            return None if _is_unicode(found) else "holds half a character (a lone surrogate); text is expected"
        case float():
            return None if isfinite(found) else f"is {found}, which JSON does not have; None is null"
        case _:
            return f"is {kind(found)}, which JSON does not have{_way(found)}"


def _way(found: object) -> str:
    if hasattr(found, "model_dump"):
        return ": value.model_dump(mode='json')"
    if hasattr(found, "__dataclass_fields__"):
        return ": dataclasses.asdict(value)"
    return next((way for kinds, way in _WAYS if isinstance(found, kinds)), ": str(value), or what is expected there")


def _pointer(place: _Place) -> str:
    return "/" + "/".join(sanitise(step.replace("~", "~0").replace("/", "~1"), 40) for step in place)


def _is_unicode(text: str) -> bool:
    return text.isascii() or text.encode("utf-8", "replace").decode() == text


_WAYS: Final[tuple[tuple[Any, str], ...]] = (
    (date | time, ": value.isoformat()"),
    (Decimal, ": str(value), or float(value) where a number is expected"),
    (bytes | bytearray, ": value.decode(), or base64 of it"),
    (Enum, ": value.value"),
    (set | frozenset | Iterator, ": list(value)"),
    (Mapping, ": dict(value)"),
)
_DEEPEST: Final = 500
_LONGEST: Final = 10_000
