"""Nobody has called the service for a year, as the catalogue has it."""

from typing import Any, Final

RULE: Final = "exchange.last_success_is_recent"
LAYER: Final = "own-gateway"
MOMENT: Final = "before-send"
STEP: Final = "health"
DESCRIPTION_VI: Final = "Theo danh mục, cả năm nay không ai gọi dịch vụ."


def strike(health: dict[str, Any], _argument: str | None) -> dict[str, Any]:
    """Let the last success be one of long ago."""
    return {**health, "last_success_at": _LONG_AGO}


_LONG_AGO: Final = "2025-11-01T01:00:00.000Z"
