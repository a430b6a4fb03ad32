"""Looks at running endpoints: a target in, observations and gaps out. The only sockets of the checker."""
