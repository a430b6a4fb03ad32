"""What API gateways of the hub and of platforms share: how callers show who they are, and the gateway's own errors."""
