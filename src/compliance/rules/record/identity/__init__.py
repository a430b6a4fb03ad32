"""Identity of the platform."""
