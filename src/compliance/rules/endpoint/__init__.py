"""Rules on running endpoints."""

from typing import Final

ORDER: Final = 2
SUBJECT: Final = "HttpExchange"
