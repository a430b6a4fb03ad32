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

KNOWN_DIALECTS: Final = frozenset(
    {
        None,
        "https://json-schema.org/draft/2020-12/schema",
        "https://spec.openapis.org/oas/3.1/dialect/base",
        "https://spec.openapis.org/oas/3.1/dialect/2024-10-25",
        "https://spec.openapis.org/oas/3.1/dialect/2024-11-10",
        "https://spec.openapis.org/oas/3.2/dialect/2025-09-17",
    }
)
"""What `jsonSchemaDialect` may say; None if it says nothing."""
