"""Keeping to the published document."""
