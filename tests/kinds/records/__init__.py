"""Kinds that are seen in records."""
