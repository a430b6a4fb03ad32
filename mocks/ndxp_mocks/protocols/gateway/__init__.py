"""Common parts of the API gateways of the hub and of platforms: credentials, and the gateway's own errors."""
