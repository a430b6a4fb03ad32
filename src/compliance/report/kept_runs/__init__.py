"""Lists of kept runs, for programs."""
