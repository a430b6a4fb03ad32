"""Rules on exchange through the hub."""

from typing import Final

ORDER: Final = 5
SUBJECT: Final = "HubCall"
