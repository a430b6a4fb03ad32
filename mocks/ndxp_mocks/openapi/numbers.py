"""Made-up numbers within the bounds of a schema."""

import math
from collections.abc import Iterator, Mapping
from random import Random
from typing import Any, Final

from ndxp_mocks.openapi.fake_values import is_identity, phrase

_SPAN: Final = 1000
_YEAR: Final = 2025
_PLACE: Final = {"latitude": 10.0, "lat": 10.0, "longitude": 106.0, "lng": 106.0, "lon": 106.0, "long": 106.0}


def numbers(flat: Mapping[str, Any], kind: str, name: str, random: Random, index: int) -> Iterator[float]:
    """Yield numbers that may satisfy a flattened schema, the most fitting first."""
    low, high = _bounds(flat)
    step = flat.get("multipleOf", 1 if kind == "integer" else None)
    if kind == "integer" and step is not None and step < 1:
        step = 1
    for value in (*_of_name(name, index), *_within(low, high, random)):
        yield _whole(value, step, low) if step is not None else round(value, 2)
        if kind == "number" and step is None:
            yield value
    for bound in (low, high):
        if bound is not None:
            yield from (_whole(bound, step or 1, low), bound)


def _of_name(name: str, index: int) -> Iterator[float]:
    words = phrase(name).split(" ")
    if "year" in words or "nam" in words:
        yield _YEAR
    if words[-1] in _PLACE:
        yield _PLACE[words[-1]] + index / 100
    if is_identity(name):
        yield index + 1


def _bounds(flat: Mapping[str, Any]) -> tuple[float | None, float | None]:
    lows = [flat[key] for key in ("minimum", "exclusiveMinimum") if isinstance(flat.get(key), int | float)]
    highs = [flat[key] for key in ("maximum", "exclusiveMaximum") if isinstance(flat.get(key), int | float)]
    return max(lows, default=None), min(highs, default=None)


def _within(low: float | None, high: float | None, random: Random) -> Iterator[float]:
    least = low if low is not None else (min(0, high - _SPAN) if high is not None else 0)
    most = high if high is not None else least + _SPAN
    if least <= most:
        middle = least + (most - least) * random.random()
        yield from (middle, (least + most) / 2)


def _whole(value: float, step: float, low: float | None) -> float:
    """Return the multiple of the step at or above a number, whole where the step is."""
    if not math.isfinite(value):
        return value
    if isinstance(step, int) or float(step).is_integer():
        multiple = math.ceil(value / step) * int(step) if abs(value) < 2**53 else int(value) // int(step) * int(step)
        return multiple if low is None or multiple >= low else multiple + int(step)
    return round(math.ceil(value / step - 1e-9) * step, 12)
