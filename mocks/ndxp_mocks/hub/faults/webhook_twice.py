"""Each message to a subscriber is sent twice, with the same event in it.

At least once is what the contract promises: a receiver tells repetitions apart by `source` and `id`.
"""

from dataclasses import replace
from typing import Final

from ndxp_mocks.hub.domain.exchange.webhook_sender import Sending

LAYER: Final = "own-gateway"
MOMENT: Final = "after-send"
STEP: Final = "webhook-send"
DESCRIPTION_VI: Final = "Mỗi thông điệp được gửi đến bên đăng ký hai lần."


def strike(sending: Sending, _argument: str | None) -> Sending:
    """One more copy."""
    return replace(sending, copies=sending.copies + 1)
