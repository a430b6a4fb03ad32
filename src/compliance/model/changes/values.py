"""Values, bounds, patterns and defaults in both documents."""

import json
from collections.abc import Iterator, Sequence
from typing import Any, Final

from compliance.model.changes.bounds import keeps
from compliance.model.changes.limits import concerns, is_multiple
from compliance.model.changes.pair import ValuePair
from compliance.model.changes.regular import Patterns
from compliance.model.changes.shape import Shape
from compliance.model.openapi.equality import alike, is_number

_LONGEST: Final = 60
_MOST: Final = 5


def added(known: Shape, other: Shape, pair: ValuePair) -> Iterator[Any]:
    """Yield the values of one shape that another, which lists its values too, does not have."""
    listed = known.values or []
    found = set(map(alike, listed))
    texts = {written([value]) for value in listed} if pair.is_text else set()
    for value in other.values or ():
        if alike(value) not in found and not (pair.is_text and written([value]) in texts):
            yield value


def broken_bounds(pair: ValuePair) -> Iterator[tuple[str, str]]:
    """Yield the bounds that one may rely on, or has to keep, and beyond which lies what comes."""
    allowed, found = pair.allowed_and_found
    if found.values is not None:
        yield from _bounds_of_values(pair, found.values)
        return
    for keyword, limit in sorted(allowed.limits.items()):
        if not keeps(found, keyword, limit, pair.patterns) and (pair.is_text or concerns(keyword, found.kinds)):
            yield keyword, str(limit)
    for factor in sorted(allowed.multiples):
        is_whole = factor == 1 and found.kinds == frozenset({"integer"})
        if not is_whole and not any(is_multiple(other, factor) for other in found.multiples):
            yield "multipleOf", str(factor)
    if allowed.is_unique and not found.is_unique:
        yield "uniqueItems", "true"


def _bounds_of_values(pair: ValuePair, values: Sequence[Any]) -> Iterator[tuple[str, str]]:
    """Yield the bounds beyond which lies one of the values that come."""
    allowed, found = pair.allowed_and_found
    for keyword, limit in sorted(allowed.limits.items()):
        if not keeps(found, keyword, limit, pair.patterns) and not all(limit.holds(value, keyword) for value in values):
            yield keyword, str(limit)
    for factor in sorted(allowed.multiples):
        if not all(is_multiple(value, factor) for value in values if is_number(value)):
            yield "multipleOf", str(factor)


def broken_patterns(pair: ValuePair, *, is_decided: bool) -> Iterator[str]:
    """Yield the patterns that one may rely on, or has to keep, and that what comes need not match.

    Those of which that is certain, or those of which it cannot be told.
    """
    allowed, found = pair.allowed_and_found
    for pattern in sorted(allowed.patterns - found.patterns):
        is_kept = _is_kept(pattern, found, pair.patterns)
        if is_kept is None and not found.patterns:
            is_kept = False  # because a pattern that nobody can decide refuses something, or nobody had written it
        if is_kept is (False if is_decided else None):
            yield pattern[:_LONGEST]


def _is_kept(pattern: str, found: Shape, patterns: Patterns) -> bool | None:
    """Return whether what comes matches a pattern, each listed value or all that its own patterns let through."""
    if found.values is None:
        return patterns.is_within(sorted(found.patterns), pattern)
    each = {patterns.matches(pattern, value) for value in found.values if isinstance(value, str)}
    return False if False in each else None if None in each else True


def changed_default(pair: ValuePair) -> tuple[Any, Any] | None:
    """Return the defaults of both sides if they differ."""
    if not pair.older.defaults or not pair.newer.defaults:
        return None
    old, new = pair.older.defaults[0], pair.newer.defaults[0]
    return None if alike(new) == alike(old) else (old, new)


def written(values: Sequence[Any]) -> str:
    """Write values for a message, the first of many."""
    texts = [
        value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str) for value in values
    ]
    return ", ".join(text[:_LONGEST] for text in texts[:_MOST]) + (" …" if len(texts) > _MOST else "")
