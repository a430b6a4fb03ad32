"""Diagnose why a token is refused: checks over known facts, in words."""
