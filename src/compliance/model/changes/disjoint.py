"""Whether no value fits two shapes at once, so that a condition on the one says nothing of the other."""

from typing import Any, Final

from compliance.model.changes.bounds import implied
from compliance.model.changes.limits import Limit, is_multiple
from compliance.model.changes.regular import Matches, matches
from compliance.model.changes.shape import Shape, common, type_of

_RANGES: Final = {
    ("minimum", "maximum"): frozenset({"number", "integer"}),
    ("minLength", "maxLength"): frozenset({"string"}),
    ("minItems", "maxItems"): frozenset({"array"}),
    ("minProperties", "maxProperties"): frozenset({"object"}),
}


def are_disjoint(one: Shape, other: Shape, is_match: Matches) -> bool:
    """Return whether it is certain that no value fits both; alternatives and conditions of both are left aside."""
    if one.lost or other.lost:
        return False
    left, right = one.stated_kinds, other.stated_kinds
    shared = left if right is None else right if left is None else common(left, right)
    if shared is not None and not shared:
        return True
    for shape, twin in ((one, other), (other, one)):
        if shape.values is not None and not any(may_fit(value, twin, is_match) for value in shape.every_value):
            return True
    if shared is None:
        return False
    is_lacking = shared == {"object"} and (_lacks(one, other, is_match) or _lacks(other, one, is_match))
    return is_lacking or _are_apart(one, other, shared)


def _are_apart(one: Shape, other: Shape, shared: frozenset[str]) -> bool:
    """Return whether the least of one is more than the most of the other, where nothing else is shared."""
    for (least, most), kinds in _RANGES.items():
        if shared <= kinds and any(
            _is_above(_bound(low, least), _bound(high, most)) for low, high in ((one, other), (other, one))
        ):
            return True
    return False


def _bound(shape: Shape, keyword: str) -> Limit | None:
    return shape.limits.get(keyword) or implied(shape, keyword)


def _is_above(least: Limit | None, most: Limit | None) -> bool:
    if least is None or most is None:
        return False
    return least.value > most.value or (least.value == most.value and (least.is_open or most.is_open))


def _lacks(one: Shape, other: Shape, is_match: Matches) -> bool:
    """Return whether an object of one shape never has a member that the other demands."""
    return any(one.is_closed_to(name, is_match) for name in other.required)


def may_fit(value: Any, shape: Shape, is_match: Matches = matches) -> bool:
    """Return whether a value may fit a shape; False only if that is certain."""
    kinds = shape.stated_kinds
    if kinds is not None and not common(kinds, frozenset([type_of(value)])):
        return False
    if shape.values is not None and not shape.lists(value):
        return False
    if isinstance(value, str):
        size: float = len(value)
        low, high = "minLength", "maxLength"
        if any(is_match(pattern, value) is False for pattern in shape.patterns):
            return False
    elif isinstance(value, int | float) and not isinstance(value, bool):
        size, low, high = value, "minimum", "maximum"
        if not all(is_multiple(value, factor) for factor in shape.multiples):
            return False
    else:
        return True
    here = Limit(size, is_lower=True), Limit(size, is_lower=False)
    return not (_is_above(shape.limits.get(low), here[1]) or _is_above(here[0], shape.limits.get(high)))
