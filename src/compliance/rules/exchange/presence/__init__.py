"""Presence at the hub."""
