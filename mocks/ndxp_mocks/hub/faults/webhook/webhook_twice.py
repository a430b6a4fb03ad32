"""Each message to a subscriber is sent twice, with the same event in it.

At least once is what the contract promises: a receiver tells repetitions apart by `source` and `id`.
"""

from dataclasses import replace

from ndxp_mocks.hub.domain.exchange.webhook_sender import SEND, Sending
from ndxp_mocks.hub.injection.fault import Fault


def inject(sending: Sending, _argument: str | None) -> Sending:
    """Return one more copy."""
    return replace(sending, copies=sending.copies + 1)


FAULT = Fault(SEND, inject, vi="Mỗi thông điệp được gửi đến bên đăng ký hai lần.")
