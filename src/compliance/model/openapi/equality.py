"""Values of JSON as JSON Schema means them: 1 is 1.0 and no `true`, and members have no order."""

from collections.abc import Hashable
from math import inf
from typing import Any, Final, TypeGuard

_NUMBERS: Final = (int, float)


def alike(value: Any) -> Hashable:
    """Return what equal values have in common, and no others, so that lists of thousands are held together by it."""
    if isinstance(value, dict):
        return "object", frozenset(zip(value, map(alike, value.values()), strict=True))
    return ("array", *map(alike, value)) if isinstance(value, list) else (isinstance(value, bool), value)


def is_number(value: Any) -> TypeGuard[float]:
    """Return whether a value is a number, with which can be compared; `true`, infinity and `nan` are none in JSON."""
    return isinstance(value, _NUMBERS) and not isinstance(value, bool) and -inf < value < inf
