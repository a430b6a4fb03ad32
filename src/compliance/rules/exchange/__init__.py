"""Rules on exchange through the hub."""

from typing import Final

ORDER: Final = 4
SUBJECT: Final = "HubCall"
