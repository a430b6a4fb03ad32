"""Documents of the agency."""

SUBJECT = "Operation"
