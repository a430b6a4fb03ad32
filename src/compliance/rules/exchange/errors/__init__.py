"""Errors and identity of the message."""
