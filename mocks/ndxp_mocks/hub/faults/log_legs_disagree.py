"""The provider's side logs as failed what went well."""

from typing import Final

from ndxp_mocks.hub.state.table import Row

RULE: Final = "exchange.logs_of_both_sides_agree"
LAYER: Final = "own-gateway"
MOMENT: Final = "after-send"
STEP: Final = "log"
DESCRIPTION_VI: Final = "Phía cung cấp ghi là thất bại đối với lần gọi đã thành công."


def strike(rows: tuple[Row, ...], _argument: str | None) -> tuple[Row, ...]:
    """Change the outcome in its entries."""
    return tuple({**row, "outcome": "failed"} if _is_at_fault(row) else row for row in rows)


def _is_at_fault(row: Row) -> bool:
    return bool(row["direction"] == "incoming" and row["outcome"] == "succeeded")
