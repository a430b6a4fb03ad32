"""Types and formats."""
