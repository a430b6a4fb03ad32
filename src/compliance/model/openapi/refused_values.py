"""Values that a schema lists and refuses by another demand, so that nobody can use them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from math import inf
from typing import Any, Final

from compliance.model.openapi.equality import is_number

Matches = Callable[[str, str], bool | None]
Limits = tuple[tuple[float, bool], tuple[float, bool]]
"""The narrowest limits of numbers, the least and the most, and whether they lie outside themselves."""
_SIZES: Final[Mapping[type[Any], tuple[str, str]]] = {
    str: ("minLength", "maxLength"),
    list: ("minItems", "maxItems"),
    dict: ("minProperties", "maxProperties"),
}
REFUSING: Final = frozenset(
    {"pattern", "multipleOf", "minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum"}.union(*_SIZES.values())
)
"""The demands that may refuse a value of the right type."""
_ONE_BY_ONE: Final = frozenset({"pattern", "multipleOf"})
_MOST_MATCHED: Final = 250
_LONGEST: Final = 60
_NEAR: Final = 1e-9


def first_refused(
    values: Sequence[Any], parts: Sequence[Mapping[str, Any]], limits: Limits, matches: Matches
) -> tuple[int, str] | None:
    """Return the index of the first value that some schemas refuse, and the demand that does; None if none is."""
    if not _may_refuse(values, parts, limits):
        return None
    # because several parts may share a long list, and each match takes its time
    patterns = sum("pattern" in part for part in parts)
    for index, value in enumerate(values[: _MOST_MATCHED // patterns if patterns else None]):
        demand = next(_refusing(value, parts, limits, matches), None)
        if demand is not None:
            return index, demand[:_LONGEST]
    return None


def _may_refuse(values: Sequence[Any], parts: Sequence[Mapping[str, Any]], limits: Limits) -> bool:
    """Return whether a demand may refuse one of the values; of demands on sizes the smallest and the largest tell."""
    (least, _), (most, _) = limits
    if (least, most) != (-inf, inf) or not all(map(_ONE_BY_ONE.isdisjoint, parts)):
        return True
    for kind, (lower, upper) in _SIZES.items():
        lows = [low for part in parts if is_number(low := part.get(lower))]
        highs = [high for part in parts if is_number(high := part.get(upper))]
        sizes = [len(value) for value in values if type(value) is kind] if lows or highs else []
        if sizes and (min(sizes) < max(lows, default=0) or max(sizes) > min(highs, default=inf)):
            return True
    return False


def _refusing(value: Any, parts: Sequence[Mapping[str, Any]], limits: Limits, matches: Matches) -> Iterator[str]:
    if isinstance(value, bool) or value is None:
        return
    if isinstance(value, int | float):
        (least, is_least_out), (most, is_most_out) = limits
        if value < least or (value == least and is_least_out):
            yield f"minimum: {least}"
        if value > most or (value == most and is_most_out):
            yield f"maximum: {most}"
        factors = (part.get("multipleOf") for part in parts)
        yield from (f"multipleOf: {factor}" for factor in factors if is_number(factor) and not _divides(factor, value))
        return
    lower, upper = _SIZES.get(type(value), ("", ""))
    for part in parts if lower else ():
        if is_number(low := part.get(lower)) and len(value) < low:
            yield f"{lower}: {low}"
        if is_number(high := part.get(upper)) and len(value) > high:
            yield f"{upper}: {high}"
        pattern = part.get("pattern")
        if isinstance(value, str) and isinstance(pattern, str) and matches(pattern, value) is False:
            yield f"pattern: {pattern}"


def _divides(factor: float, value: float) -> bool:
    """Return whether a number is a whole multiple, as far as floating point can tell."""
    if factor <= 0 or abs(value) == inf:
        return True
    if isinstance(value, int) and isinstance(factor, int):
        return value % factor == 0
    try:
        quotient = value / factor
        return abs(quotient - round(quotient)) <= _NEAR * max(1, abs(quotient))
    except OverflowError:
        return True
