"""Bounds of values: how large, how long, how many."""

from collections.abc import Iterator, Mapping
from math import ceil, floor
from typing import Any, Final

from compliance.model.dataclass import dataclass
from compliance.model.openapi.equality import is_number

_BOUNDS: Final = {
    "minimum": ("exclusiveMinimum", True),
    "maximum": ("exclusiveMaximum", False),
    "minLength": ("", True),
    "maxLength": ("", False),
    "minItems": ("", True),
    "maxItems": ("", False),
    "minProperties": ("", True),
    "maxProperties": ("", False),
}
_CONCERNED: Final = {
    "Length": frozenset({"string"}),
    "Items": frozenset({"array"}),
    "Properties": frozenset({"object"}),
    "imum": frozenset({"number", "integer"}),
}
_FORMS: Final = {"Length": str, "Items": list, "Properties": dict, "imum": object}


@dataclass(frozen=True, slots=True)
class Limit:
    """One bound; `is_lower` tells a minimum from a maximum, `is_open` that the value itself is outside."""

    value: float
    is_lower: bool
    is_open: bool = False

    @classmethod
    def stated_in(cls, raw: Mapping[str, Any]) -> "Iterator[tuple[str, Limit]]":
        """Yield the bounds of a schema by keyword, whether `exclusiveMinimum` is a number or says how one is meant."""
        for keyword, (exclusive, is_lower) in _BOUNDS.items():
            if keyword in raw and is_number(raw[keyword]):
                yield keyword, cls(raw[keyword], is_lower, raw.get(exclusive) is True)
            if exclusive in raw and is_number(raw[exclusive]):
                yield keyword, cls(raw[exclusive], is_lower, is_open=True)

    def is_tighter(self, other: "Limit") -> bool:
        """Return whether fewer values lie within."""
        if self.value == other.value:
            return self.is_open and not other.is_open
        return (self.value > other.value) is self.is_lower

    def holds(self, value: Any, keyword: str) -> bool:
        """Return whether a value lies within, as the bound of that keyword; what it does not speak of does."""
        form: type[Any] = next(kind for end, kind in _FORMS.items() if keyword.endswith(end))
        if not isinstance(value, form):
            return True
        size = len(value) if form is not object else value
        return not is_number(size) or not self.is_tighter(Limit(size, self.is_lower))

    def on_integers(self) -> "Limit":
        """Return the bound that means the same for whole numbers and includes its value."""
        if self.is_lower:
            whole = floor(self.value) + 1 if self.is_open else ceil(self.value)
        else:
            whole = ceil(self.value) - 1 if self.is_open else floor(self.value)
        return Limit(whole, self.is_lower)

    def __str__(self) -> str:
        sign = {(True, True): "> ", (False, True): "< "}.get((self.is_lower, self.is_open), "")
        return f"{sign}{self.value}"


def limits_of(stated: Mapping[str, Limit], kinds: frozenset[str] | None) -> dict[str, Limit]:
    """Return the bounds that say something of values of these types."""
    found = {}
    for keyword, limit in stated.items():
        concerned = next(types for end, types in _CONCERNED.items() if keyword.endswith(end))
        if kinds is not None and not kinds & concerned:
            continue
        if limit.is_lower and limit.value <= 0 and not keyword.endswith("imum"):
            continue
        is_whole = kinds is not None and kinds & concerned == {"integer"}
        found[keyword] = limit.on_integers() if is_whole else limit
    return found


def concerns(keyword: str, kinds: frozenset[str] | None) -> bool:
    """Return whether a bound says anything of values of these types."""
    return kinds is None or any(keyword.endswith(end) and kinds & types for end, types in _CONCERNED.items())


def is_multiple(value: float, factor: float) -> bool:
    """Return whether a number is a whole multiple of another one, as far as floating point can tell."""
    quotient = value / factor
    return abs(quotient - round(quotient)) < 1e-9
