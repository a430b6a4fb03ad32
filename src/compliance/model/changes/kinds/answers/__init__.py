"""Answers and their headers."""
