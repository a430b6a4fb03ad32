"""Conditions of a value in both documents: what `not`, `if` and their like say."""

from collections.abc import Iterator

from compliance.model.changes.pair import ValuePair
from compliance.model.changes.shape import Contained, Shape


def added_conditions(pair: ValuePair) -> Iterator[str]:
    """Yield the keyword of the first condition that one may rely on, or has to meet, and that what comes need not meet.

    Where it stands on both sides and differs, nobody can tell, and the engine says so.
    """
    allowed, found = pair.allowed_and_found
    for keyword in dict.fromkeys(name for name, _ in allowed.conditions):
        if not any(name == keyword for name, _ in found.conditions):
            yield keyword
            return
    yield from _broken_counts(pair, allowed, found)
    yield from dict.fromkeys(keyword for keyword, _ in sorted(allowed.contents - found.contents))
    known = found.required
    for name, names in allowed.dependent.items():
        if names - found.dependent.get(name, set()) - known:
            yield "dependentRequired"
            return
    refusing = {name for name, nodes in allowed.patterned.items() if any(node.raw not in ({}, True) for node in nodes)}
    if refusing - found.patterned.keys() and not found.is_closed:
        yield "patternProperties"


def _broken_counts(pair: ValuePair, allowed: Shape, found: Shape) -> Iterator[str]:
    """Yield the bounds of how often a list contains the same thing that what comes need not keep."""
    for each in allowed.contained:
        alike = [one for one in found.contained if _is_same(pair, each, one)]
        if alike and all(one.least < each.least for one in alike):
            yield "minContains"
        if alike and each.most is not None and all(one.most is None or one.most > each.most for one in alike):
            yield "maxContains"


def _is_same(pair: ValuePair, allowed: Contained, found: Contained) -> bool:
    older, newer = (found, allowed) if pair.is_sent else (allowed, found)
    return pair.sameness.holds(older.node, newer.node)
