"""Identification and documentation."""
