"""Form of the data."""
