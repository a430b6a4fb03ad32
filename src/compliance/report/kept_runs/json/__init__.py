"""Lists of kept runs as JSON: the same runs give the same bytes."""
