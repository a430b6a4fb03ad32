"""Messages to subscribers bear a signature by the hub's key over something else.

Everything else is flawless; a receiver that verifies refuses the message, and it is sent again.
"""

from dataclasses import replace
from typing import Final

from ndxp_mocks.hub.domain.exchange.webhook_sender import Sending

LAYER: Final = "own-gateway"
MOMENT: Final = "after-send"
STEP: Final = "webhook-send"
DESCRIPTION_VI: Final = "Thông điệp gửi đến bên đăng ký mang chữ ký sai."


def strike(sending: Sending, _argument: str | None) -> Sending:
    """Signed wrongly."""
    return replace(sending, is_signed_rightly=False)
