"""What a client offers, by namespace."""
