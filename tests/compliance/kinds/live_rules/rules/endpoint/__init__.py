"""Rules on running endpoints."""
