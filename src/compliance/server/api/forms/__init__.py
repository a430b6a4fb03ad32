"""The shapes of the answers; what the JSON report tells too has its shape from there."""
