"""Rules on OpenAPI documents."""

from typing import Final

ORDER: Final = 1
SUBJECT: Final = "Operation"
