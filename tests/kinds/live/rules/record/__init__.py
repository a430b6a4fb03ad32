"""Rules on what a record says beside what is seen."""
