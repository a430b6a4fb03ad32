"""Data model and code lists."""
