"""Dates of the platform regime."""
