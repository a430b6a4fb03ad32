"""Connections. No other package knows the HTTP library."""
