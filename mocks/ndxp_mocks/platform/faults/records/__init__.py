"""Faults of the record that the owner of a platform declares."""
