"""Events reach a subscriber in the wrong order: one is held back until the next one overtakes it.

An event that nothing overtakes leaves with the next round of deliveries.
"""

from typing import Final

from ndxp_mocks.hub.state.table import Row

LAYER: Final = "own-gateway"
MOMENT: Final = "before-send"
STEP: Final = "webhook-order"
DESCRIPTION_VI: Final = "Sự kiện đến bên đăng ký sai thứ tự: sự kiện sau vượt lên trước."


def strike(rows: tuple[Row, ...], _argument: str | None) -> tuple[Row, ...]:
    """The newest first; nothing where there is only one that was not held back yet."""
    return () if len(rows) == 1 and not rows[0]["is_held"] else rows[::-1]
