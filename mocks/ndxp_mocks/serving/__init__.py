"""Real ports: listeners, TLS with a throw-away authority, and the platforms, documents, fleets and hubs behind them."""
