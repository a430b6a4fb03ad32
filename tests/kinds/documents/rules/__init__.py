"""Rules on kinds that are seen in records."""
