"""Keywords of a schema: those under which further schemas stand, by name, in a list or alone, and those for people."""

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

FOR_PEOPLE: Final = frozenset({"title", "description", "example", "examples", "deprecated", "externalDocs", "$comment"})
"""Keywords of a schema that no value is held against."""

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
