"""Receive events, without a framework."""
