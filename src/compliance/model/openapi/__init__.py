"""OpenAPI 2.0, 3.0, 3.1 and 3.2 as one model: slotted views over the parsed tree, resolved through references."""
