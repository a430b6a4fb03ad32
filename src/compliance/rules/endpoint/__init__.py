"""Rules on running endpoints."""

from typing import Final

ORDER: Final = 3
SUBJECT: Final = "HttpExchange"
