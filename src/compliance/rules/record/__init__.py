"""Rules on the records of platforms and services."""

from typing import Final

ORDER: Final = 3
SUBJECT: Final = "Record"
