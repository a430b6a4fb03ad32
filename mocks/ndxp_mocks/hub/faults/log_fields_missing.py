"""The log tells neither for which purpose data passed nor how much."""

from typing import Final

from ndxp_mocks.hub.state.table import Row

RULE: Final = "exchange.log_record_is_complete"
LAYER: Final = "own-gateway"
MOMENT: Final = "after-send"
STEP: Final = "log"
DESCRIPTION_VI: Final = "Nhật ký không cho biết mục đích trao đổi cũng như dung lượng dữ liệu."


def strike(rows: tuple[Row, ...], _argument: str | None) -> tuple[Row, ...]:
    """Leave both out of every entry."""
    return tuple({**row, "purpose_id": None, "request_size": None, "response_size": None} for row in rows)
