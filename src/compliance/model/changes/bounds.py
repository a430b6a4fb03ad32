"""How large, how long and how many what a schema takes can be, also where no bound says so but other keywords do."""

from typing import Final

from compliance.model.changes.limits import Limit
from compliance.model.changes.regular import Patterns
from compliance.model.changes.shape import Shape

_LONGEST: Final = 500
_LENGTHS: Final = {"minLength": "^[\\s\\S]{%d,}$", "maxLength": "^[\\s\\S]{0,%d}$"}


WHOLE: Final = {"int32": 32, "int64": 64}
"""How many bits the numbers of a format have."""
_NUMBERS: Final = frozenset({"integer", "number"})


def of_bits(bits: int, *, is_lower: bool) -> Limit:
    """Return the least or the largest number of so many bits."""
    return Limit(-(1 << bits - 1) if is_lower else (1 << bits - 1) - 1, is_lower)


def implied(shape: Shape, keyword: str) -> Limit | None:
    """Return the bound that holds by other keywords, such as `items: false` or `required`; None if none does."""
    match keyword:
        case "maxItems" if shape.most_items is not None:
            return Limit(shape.most_items, is_lower=False)
        case "minItems" if shape.contained:
            return Limit(max(each.least for each in shape.contained), is_lower=True)
        case "minProperties" if shape.required:
            return Limit(len(shape.required), is_lower=True)
        case "maxProperties" if shape.is_closed and not shape.patterned:
            return Limit(len(shape.properties), is_lower=False)
        case "minimum" | "maximum" if shape.kinds is not None and shape.kinds <= _NUMBERS:
            sizes = [bits for name, bits in WHOLE.items() if name in shape.formats]
            return of_bits(min(sizes), is_lower=keyword == "minimum") if sizes else None
        case _:
            return None


def keeps(shape: Shape, keyword: str, limit: Limit, patterns: Patterns) -> bool:
    """Return whether everything that a shape takes lies within a bound, as far as can be told."""
    known = (shape.limits.get(keyword), implied(shape, keyword))
    if any(other is not None and not limit.is_tighter(other) for other in known):
        return True
    form = _LENGTHS.get(keyword)
    if form is None or not shape.patterns or not 0 <= limit.value <= _LONGEST:
        return False
    return patterns.is_within(sorted(shape.patterns), form % int(limit.value)) is True
