"""JSONPath as rulesets have it: what RFC 9535 says, by a library, and what the engine of Spectral has beside it."""
