"""Examples of entries in the log of an exchange."""

from datetime import UTC, datetime
from typing import Any, Final

from compliance.model.dataclass import replace
from compliance.model.example import Platform
from compliance.model.observation import HubCall, Side, Transaction

LOG: Final = "https://hub.example/audit/v1/transactions"
NOW: Final = datetime(2026, 11, 29, 9, 0, tzinfo=UTC)
CLIENT: Final = "VN/GOV/EXAMPLE/portal"
SERVICE: Final = "VN/GOV/G12/household-business/households"
CALL: Final = HubCall("https://hub.example", SERVICE, CLIENT, "GET", "/households", 200, message_id="m-1")
_WHOLE: Final = Transaction(
    LOG, Side.CONSUMER, "m-1", NOW, CLIENT, SERVICE, "a-1", "p-1", "succeeded", (0, 120), 80, "h", action="GET"
)


def entry(side: Side = Side.CONSUMER, **changes: Any) -> Transaction:
    """Return a whole entry of one side, but for the changes."""
    return replace(_WHOLE, side=side, **changes)


def logged(*seen: HubCall | Transaction) -> Platform:
    """Return a platform of which this was seen."""
    return Platform("slug: a\nowner: {code: G12}\nservices: [{id: s}]\n", {}, seen)
