"""Rules on OpenAPI documents."""
