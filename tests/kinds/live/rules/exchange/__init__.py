"""Rules on logs and statistics of an exchange."""
