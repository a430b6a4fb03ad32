"""The operations of the exchange: calls, interactions, events, subscriptions, transfers."""
