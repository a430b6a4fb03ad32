"""Counts of the catalogue."""

from datetime import date
from typing import TYPE_CHECKING

from ndxp_sdk._operations.arguments import query
from ndxp_sdk._operations.collection import READ
from ndxp_sdk._operations.parsers import model, text
from ndxp_sdk._pipeline.call import Call
from ndxp_sdk.models.statistics import ServiceStatistics

if TYPE_CHECKING:
    from ndxp_sdk._async.sender import AsyncSender


class AsyncCatalogStatistics:
    """Counts of the catalogue per day.

    Example:
        counts = await client.catalog.statistics.services(from_=date(2026, 11, 1), to=date(2026, 11, 30))
    """

    def __init__(self, client: "AsyncSender") -> None:
        self._client = client

    async def services(self, *, from_: date | None = None, to: date | None = None) -> ServiceStatistics:
        """Return counts per day, both days included; without days the last 30.

        `GET /catalog/v1/statistics/services` Raises RequestInvalid.
        """
        asked, template = query(from_=from_, to=to), "/catalog/v1/statistics/services"
        call = Call("catalog.statistics.services", "GET", template, model(ServiceStatistics), query=asked, scopes=READ)
        return await self._client.execute(call)

    async def services_csv(self, *, from_: date | None = None, to: date | None = None) -> str:
        """Return the counts per day as CSV.

        `GET /catalog/v1/statistics/services` Raises RequestInvalid.
        """
        call = Call(
            operation="catalog.statistics.services",
            method="GET",
            template="/catalog/v1/statistics/services",
            reads=text,
            query=query(from_=from_, to=to),
            headers=(("Accept", "text/csv"),),
            scopes=READ,
        )
        return await self._client.execute(call)
