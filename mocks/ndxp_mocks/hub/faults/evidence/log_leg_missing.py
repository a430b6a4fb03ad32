"""The log holds no entries of the provider's side."""

from ndxp_mocks.hub.evidence.transactions import LOG
from ndxp_mocks.hub.injection.fault import Fault
from ndxp_mocks.hub.state.table import Row


def inject(rows: tuple[Row, ...], _argument: str | None) -> tuple[Row, ...]:
    """Hide them."""
    return tuple(row for row in rows if row["direction"] != "incoming")


FAULT = Fault(
    LOG, inject, vi="Nhật ký không có bản ghi nào của phía cung cấp.", rule="exchange.call_is_logged_on_both_sides"
)
