"""The log tells neither for which purpose data passed nor how much."""

from ndxp_mocks.hub.evidence.transactions import LOG
from ndxp_mocks.hub.injection.fault import Fault
from ndxp_mocks.hub.state.table import Row


def inject(rows: tuple[Row, ...], _argument: str | None) -> tuple[Row, ...]:
    """Leave both out of every entry."""
    return tuple({**row, "purpose_id": None, "request_size": None, "response_size": None} for row in rows)


FAULT = Fault(
    LOG,
    inject,
    vi="Nhật ký không cho biết mục đích trao đổi cũng như dung lượng dữ liệu.",
    rule="exchange.log_record_is_complete",
)
