"""Vietnamese text."""
