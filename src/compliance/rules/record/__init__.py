"""Rules on the records of platforms and services."""
