"""Rules of the agency."""
