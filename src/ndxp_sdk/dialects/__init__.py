"""The dialects in which a provider's service can be called."""
