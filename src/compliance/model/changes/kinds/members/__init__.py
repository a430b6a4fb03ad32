"""Members of objects."""
