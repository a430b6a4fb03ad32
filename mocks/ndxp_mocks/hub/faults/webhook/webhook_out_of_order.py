"""Events reach a subscriber in the wrong order: one is held back until the next one overtakes it.

An event that nothing overtakes leaves with the next round of deliveries.
"""

from ndxp_mocks.hub.domain.exchange.deliveries import ORDER
from ndxp_mocks.hub.injection.fault import Fault
from ndxp_mocks.hub.state.table import Row


def inject(rows: tuple[Row, ...], _argument: str | None) -> tuple[Row, ...]:
    """Return the newest first; nothing where there is only one that was not held back yet."""
    return () if len(rows) == 1 and not rows[0]["is_held"] else rows[::-1]


FAULT = Fault(ORDER, inject, vi="Sự kiện đến bên đăng ký sai thứ tự: sự kiện sau vượt lên trước.")
