"""The OpenAPI documents of specs/contracts, read once, and values held to their schemas."""
