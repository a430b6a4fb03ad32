"""Name and network."""
