"""One simulated platform: what it offers, its OpenAPI document, its application, and the faults it can be given."""
