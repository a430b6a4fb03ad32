"""Where faults strike."""
