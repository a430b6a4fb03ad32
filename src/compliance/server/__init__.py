"""Door 3, the dashboard: kept runs as pages, tables and an API for those who may see them."""
