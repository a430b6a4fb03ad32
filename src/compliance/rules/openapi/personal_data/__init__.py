"""Personal data and legal basis."""
