"""Asynchronous requests, events and sets of files: what their operations have in common."""
