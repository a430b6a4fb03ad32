"""Counts of exchanges."""

from datetime import date
from typing import TYPE_CHECKING

from ndxp_sdk._operations.arguments import query
from ndxp_sdk._operations.parsers import model
from ndxp_sdk._pipeline.call import Call
from ndxp_sdk.models.statistics import ExchangeStatistics, GroupBy

if TYPE_CHECKING:
    from ndxp_sdk._async.sender import AsyncSender


class AsyncAuditStatistics:
    """Counts of the own exchanges.

    Example:
        counts = await client.audit.statistics.exchange(from_=date(2026, 11, 1), to=date(2026, 11, 30), group_by="day")
    """

    def __init__(self, client: "AsyncSender") -> None:
        self._client = client

    async def exchange(self, *, from_: date, to: date, group_by: GroupBy | str | None = None) -> ExchangeStatistics:
        """Count exchanges over days of Viet Nam, both included and 366 at most, by service unless `group_by` is given.

        `GET /audit/v1/statistics/exchange` Raises RequestInvalid.
        """
        asked, reads = query(from_=from_, to=to, group_by=group_by), model(ExchangeStatistics)
        template, scopes = "/audit/v1/statistics/exchange", frozenset({"audit:read"})
        call = Call("audit.statistics.exchange", "GET", template, reads, query=asked, scopes=scopes)
        return await self._client.execute(call)
