"""Through the hub."""

ORDER = 2
SUBJECT = "HubSpecPair"
