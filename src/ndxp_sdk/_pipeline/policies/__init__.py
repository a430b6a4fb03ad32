"""Policies that act on each attempt of a call; `attempts` shows in which order."""
