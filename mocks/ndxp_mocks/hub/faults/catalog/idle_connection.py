"""Nobody has called the service for a year, as the catalogue has it."""

from typing import Any, Final

from ndxp_mocks.hub.domain.catalog.usage import HEALTH
from ndxp_mocks.hub.injection.fault import Fault


def inject(health: dict[str, Any], _argument: str | None) -> dict[str, Any]:
    """Let the last success be one of long ago."""
    return {**health, "last_success_at": _LONG_AGO}


_LONG_AGO: Final = "2025-11-01T01:00:00.000Z"


FAULT = Fault(
    HEALTH, inject, vi="Theo danh mục, cả năm nay không ai gọi dịch vụ.", rule="exchange.last_success_is_recent"
)
