"""Transaction log."""
