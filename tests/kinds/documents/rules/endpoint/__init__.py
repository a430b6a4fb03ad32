"""Running endpoints."""

ORDER = 1
SUBJECT = "ServedSpecPair"
