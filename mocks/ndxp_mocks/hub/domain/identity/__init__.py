"""Rules of the token issuer: keys, clients, assertions, proofs and access tokens."""
