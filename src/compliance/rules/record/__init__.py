"""Rules on the records of platforms and services."""

from typing import Final

ORDER: Final = 4
SUBJECT: Final = "Record"
