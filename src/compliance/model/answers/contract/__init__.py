"""Answers beside what their document promises: operation, status, media type, headers and body."""
