"""The log holds no entries of the provider's side."""

from typing import Final

from ndxp_mocks.hub.state.table import Row

RULE: Final = "exchange.call_is_logged_on_both_sides"
LAYER: Final = "own-gateway"
MOMENT: Final = "after-send"
STEP: Final = "log"
DESCRIPTION_VI: Final = "Nhật ký không có bản ghi nào của phía cung cấp."


def strike(rows: tuple[Row, ...], _argument: str | None) -> tuple[Row, ...]:
    """Hide them."""
    return tuple(row for row in rows if row["direction"] != "incoming")
