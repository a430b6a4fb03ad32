"""Data: what the platforms of each field offer, by slug. Read by ndxp_mocks.descriptions."""
