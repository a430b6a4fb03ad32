"""The provider's side logs as failed what went well."""

from ndxp_mocks.hub.evidence.transactions import LOG
from ndxp_mocks.hub.injection.fault import Fault
from ndxp_mocks.hub.state.table import Row


def inject(rows: tuple[Row, ...], _argument: str | None) -> tuple[Row, ...]:
    """Change the outcome in its entries."""
    return tuple({**row, "outcome": "failed"} if _is_at_fault(row) else row for row in rows)


def _is_at_fault(row: Row) -> bool:
    return bool(row["direction"] == "incoming" and row["outcome"] == "succeeded")


FAULT = Fault(
    LOG,
    inject,
    vi="Phía cung cấp ghi là thất bại đối với lần gọi đã thành công.",
    rule="exchange.logs_of_both_sides_agree",
)
