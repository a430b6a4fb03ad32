"""Handshakes with one address of a server, and what they tell."""
