"""Bytes on their way: answers into connections, calls of providers."""
