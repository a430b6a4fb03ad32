"""One made-up value in the making, and the type that is made."""

from dataclasses import dataclass, field
from random import Random
from typing import Any, Final

from ndxp_mocks.openapi.schema_merge import as_list

_OBJECT_WORDS: Final = ("properties", "required", "additionalProperties", "patternProperties", "minProperties")
_ARRAY_WORDS: Final = ("items", "prefixItems", "minItems", "maxItems", "contains", "uniqueItems")
_TEXT_WORDS: Final = ("pattern", "minLength", "maxLength")
_NUMBER_WORDS: Final = ("minimum", "maximum", "multipleOf", "exclusiveMinimum", "exclusiveMaximum")


@dataclass(slots=True)
class ValueDraw:
    """One value in the making: `steps` bounds the work, `values` how much is more than has to be there.

    A strict one looks at each choice whether no other alternative holds as well, which is seldom needed.
    """

    random: Random
    index: int
    prefers_examples: bool
    is_strict: bool
    steps: int = 0
    values: int = 0
    open: list[str] = field(default_factory=list)


def kind_of(flat: dict[str, Any], name: str) -> str:
    """Return the type that is drawn: the first but `null` that the schema names, else what its words are about."""
    if "type" in flat:
        kinds = as_list(flat["type"])
        return next((kind for kind in kinds if kind != "null"), "null")
    for kind, words in (
        ("object", _OBJECT_WORDS),
        ("array", _ARRAY_WORDS),
        ("string", _TEXT_WORDS),
        ("number", _NUMBER_WORDS),
    ):
        if any(word in flat for word in words):
            return kind
    return "string" if name or "format" in flat else "object"
