"""The mock hub: the four contracts of specs/contracts with their state in memory. Everything is SIMULATED."""
