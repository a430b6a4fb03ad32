"""Rules on exchange through the hub."""
