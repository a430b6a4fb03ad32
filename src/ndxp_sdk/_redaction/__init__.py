"""Secrets that a server sends back are taken out of what errors quote."""
