"""Lists, plans, freshness."""
