"""Security declarations."""
