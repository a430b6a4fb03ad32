"""Identifiers and dates."""
