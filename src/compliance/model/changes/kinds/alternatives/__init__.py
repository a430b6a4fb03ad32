"""Alternatives and conditions."""
