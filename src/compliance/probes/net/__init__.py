"""What every look is made with: names, addresses, limits, connections, TLS and HTTP."""
