"""Documents."""

ORDER = 0
SUBJECT = "DocumentedService"
