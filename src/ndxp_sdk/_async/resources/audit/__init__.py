"""Administrative changes, counts of exchanges, and open data."""

from typing import TYPE_CHECKING

from ndxp_sdk._concurrency.lazy import lazy_property

if TYPE_CHECKING:
    from ndxp_sdk._async.resources.audit.events import AsyncAuditEvents
    from ndxp_sdk._async.resources.audit.exports import AsyncExports
    from ndxp_sdk._async.resources.audit.statistics import AsyncAuditStatistics
    from ndxp_sdk._async.sender import AsyncSender


class AsyncAuditLog:
    """Administrative changes, counts of exchanges, and open data.

    Example:
        async for event in client.audit.events.list(object_=agreement.id):
            print(event.at, event.action)
    """

    def __init__(self, client: "AsyncSender") -> None:
        self._client = client

    @lazy_property
    def events(self) -> "AsyncAuditEvents":
        """The administrative changes."""
        from ndxp_sdk._async.resources.audit.events import AsyncAuditEvents

        return AsyncAuditEvents(self._client)

    @lazy_property
    def statistics(self) -> "AsyncAuditStatistics":
        """The counts of exchanges."""
        from ndxp_sdk._async.resources.audit.statistics import AsyncAuditStatistics

        return AsyncAuditStatistics(self._client)

    @lazy_property
    def exports(self) -> "AsyncExports":
        """The exchanges as open data."""
        from ndxp_sdk._async.resources.audit.exports import AsyncExports

        return AsyncExports(self._client)
