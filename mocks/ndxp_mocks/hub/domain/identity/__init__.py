"""Who calls the hub, and with what proof: keys, clients, assertions and access tokens."""
