"""Faults of the document that a platform publishes."""
