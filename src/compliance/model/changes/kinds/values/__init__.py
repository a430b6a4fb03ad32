"""Lists of values, bounds, patterns and defaults."""
