"""Functions that can be watched."""
