"""Security level, logs, classification."""
