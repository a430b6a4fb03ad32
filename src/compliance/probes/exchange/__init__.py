"""Calls through the hub: what is asked, what came of it, and what the log says."""
