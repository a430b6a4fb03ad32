"""`alphabetical`: the items of a list, the keys of a mapping, or one property of each, stand in their order."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from math import isnan
from typing import Any, Final

from compliance.rulesets.paths.values import number_of
from compliance.rulesets.sorting import collation
from compliance.rulesets.target import Fault, Target, shown

OPTIONS: Final = {
    "type": ["object", "null"],
    "properties": {"keyedBy": {"type": "string"}},
    "additionalProperties": False,
}
INPUT: Final = ("object", "array")


def check(target: Target, options: Mapping[str, Any]) -> Iterator[Fault]:
    keys = list(target.value)
    by = options.get("keyedBy")
    if len(keys) < 2:
        return
    if by is not None and not all(isinstance(item, dict | list) for item in keys):
        yield Fault.of("{what} must hold nothing but objects")
        return
    names = keys if by is None else [item.get(by) if isinstance(item, dict) else None for item in keys]
    if not all(isinstance(name, str | int | float) and not isinstance(name, bool) for name in names):
        yield Fault.of("{what} must hold nothing but texts and numbers to be sorted by")
        return
    for index, (left, right) in enumerate(pairwise(names)):
        if _is_behind(left, right):
            yield _fault(target, index, (left, right), by)
            return


def _fault(target: Target, index: int, pair: tuple[Any, Any], by: str | None) -> Fault:
    words = {"first": shown(pair[0]), "second": shown(pair[1])}
    if by is not None:
        return Fault.of("properties must follow the alphabetical order: {first} stands before {second}", words)
    step = index if target.type == "array" else pair[0]
    return Fault.of("{first} must be placed after {second}", words, (*target.steps, step))


def _is_behind(left: Any, right: Any) -> bool:
    """Return whether one belongs behind the other; a number and a text that is none have no order."""
    is_text = isinstance(left, str) and not isnan(number_of(left))
    if not is_text and (not isinstance(right, str) or not isnan(number_of(right))):
        return number_of(left) - number_of(right) > 0
    if not isinstance(left, str) or not isinstance(right, str):
        return False
    return collation(left) > collation(right)
