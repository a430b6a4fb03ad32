"""Files that travel: what to do next is decided without I/O, the doing is thin."""
