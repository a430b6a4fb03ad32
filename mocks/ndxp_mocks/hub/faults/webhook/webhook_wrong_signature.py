"""Messages to subscribers bear a signature by the hub's key over something else.

Everything else is flawless; a receiver that verifies refuses the message, and it is sent again.
"""

from dataclasses import replace

from ndxp_mocks.hub.domain.exchange.webhook_sender import SEND, Sending
from ndxp_mocks.hub.injection.fault import Fault


def inject(sending: Sending, _argument: str | None) -> Sending:
    """Sign the message wrongly."""
    return replace(sending, is_signed_rightly=False)


FAULT = Fault(SEND, inject, vi="Thông điệp gửi đến bên đăng ký mang chữ ký sai.")
