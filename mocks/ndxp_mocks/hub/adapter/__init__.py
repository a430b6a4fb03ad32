"""The NDXP adapters: the forward convention, and the older portal."""
