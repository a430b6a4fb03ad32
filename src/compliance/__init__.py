"""Judge registered platforms against the published requirements for connecting to NDXP."""
