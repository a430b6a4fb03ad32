"""The mock hub: the four contracts of specs/contracts with their state in memory. Everything is SIMULATED.

`app` gives a request to `api`, which runs the `operations` of our own APIs, or to `exchange_app`, which passes it to
`gateway`, `adapter` or `xroad`. Below lie `evidence`, `domain` with the rules, and `state`. `faults` change what is at
hand at the points of `injection`.
"""
