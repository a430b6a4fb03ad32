"""Schemas of OpenAPI in the dialect of JSON Schema that a validator reads."""
