"""The hub, asked through the SDK."""
