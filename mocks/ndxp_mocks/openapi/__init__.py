"""A flawless platform made from any OpenAPI document: 2.0, 3.0, 3.1 or 3.2, as JSON or YAML."""
