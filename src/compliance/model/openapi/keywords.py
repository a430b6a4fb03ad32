"""Keywords of a schema under which further schemas stand: by name, in a list, or one alone."""

from typing import Final

NAMED_SCHEMAS: Final = ("patternProperties", "$defs", "definitions", "dependentSchemas")
LISTED_SCHEMAS: Final = ("allOf", "anyOf", "oneOf", "prefixItems")
SINGLE_SCHEMAS: Final = (
    "items",
    "additionalProperties",
    "not",
    "if",
    "then",
    "else",
    "contains",
    "propertyNames",
    "unevaluatedItems",
    "unevaluatedProperties",
    "contentSchema",
)
