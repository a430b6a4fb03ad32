"""Records."""

ORDER = 0
SUBJECT = "Record"
