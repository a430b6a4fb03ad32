"""The hub, called through the SDK."""
