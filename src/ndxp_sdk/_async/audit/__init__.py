"""Administrative changes, counts of exchanges, and open data."""

from typing import TYPE_CHECKING

from ndxp_sdk._asking.part import part

if TYPE_CHECKING:
    from ndxp_sdk._async._client import AsyncClient
    from ndxp_sdk._async.audit.events import AsyncAuditEvents
    from ndxp_sdk._async.audit.exports import AsyncExports
    from ndxp_sdk._async.audit.statistics import AsyncAuditStatistics


class AsyncAuditLog:
    """Administrative changes, counts of exchanges, and open data.

    Example:
        async for event in client.audit.events.list(object_=agreement.id):
            print(event.at, event.action)
    """

    events: "AsyncAuditEvents" = part("ndxp_sdk._async.audit.events", "AsyncAuditEvents")
    """Administrative changes."""
    statistics: "AsyncAuditStatistics" = part("ndxp_sdk._async.audit.statistics", "AsyncAuditStatistics")
    """Counts of exchanges."""
    exports: "AsyncExports" = part("ndxp_sdk._async.audit.exports", "AsyncExports")
    """Exchanges as open data."""

    def __init__(self, client: "AsyncClient") -> None:
        self._client = client
