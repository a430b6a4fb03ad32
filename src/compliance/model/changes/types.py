"""Types of a value in both documents."""

from typing import Final

from compliance.model.changes.pair import ValuePair
from compliance.model.changes.shape import Shape

_TEXTUAL: Final = frozenset({"integer", "number", "boolean"})
SINGLE: Final = frozenset({"string", *_TEXTUAL})
"""Types of values that are no list and no object."""


def beyond(pair: ValuePair) -> bool:
    """Return whether values come, or came, that are of none of the types that one may rely on.

    A type that nobody stated and other keywords show is no promise: it only tells what is meant.
    """
    allowed, found = (shape.kinds for shape in pair.allowed_and_found)
    if allowed is None:
        return False
    if found is None:
        return pair.allowed_and_found[0].types is not None
    wide = allowed | ({"integer"} if "number" in allowed else frozenset())
    if pair.is_text and "string" in allowed:
        wide |= _TEXTUAL
    if "integer" in wide and any(factor % 1 == 0 for factor in pair.allowed_and_found[1].multiples):
        wide |= {"number"}  # because the multiples of a whole number are whole (JSON Schema, 6.1.1)
    return not found <= wide


def written(shape: Shape) -> str:
    """Write types for a message."""
    kinds = shape.kinds
    if kinds is None:
        return "any"
    return ", ".join(sorted(kinds)) or ("false" if shape.is_never else "null")
