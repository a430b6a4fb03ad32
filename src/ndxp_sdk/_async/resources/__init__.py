"""Resources of a client, by namespace."""
