"""What the catalogue is about: parties, life cycles, and who is told of a change."""
