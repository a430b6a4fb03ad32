"""Messages to subscribers leave late; the argument says by how many seconds, an hour without one.

The time is that of the hub's clock: a test moves it and calls `deliver_due`.
"""

from typing import Final

from ndxp_mocks.hub.domain.exchange.deliveries import SCHEDULE
from ndxp_mocks.hub.injection.fault import Fault

_HOUR: Final = 3600.0


def inject(delay: float, argument: str | None) -> float:
    """Return the seconds until the message is due."""
    return delay + (_HOUR if argument is None else float(argument))


FAULT = Fault(SCHEDULE, inject, vi="Thông điệp gửi đến bên đăng ký bị chậm; tham số là số giây, mặc định một giờ.")
