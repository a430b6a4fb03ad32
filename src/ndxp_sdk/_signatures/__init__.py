"""HTTP Message Signatures (RFC 9421)."""
