"""The call, end to end."""
