"""Rules of the catalogue: parties, life cycles, agreements, and the events of changes."""
