"""Exchanges as open data."""

import datetime as dt
from typing import TYPE_CHECKING, overload

from ndxp_sdk._operations.arguments import DAY, headers
from ndxp_sdk._operations.collection import CURRENT
from ndxp_sdk._operations.transactions import export
from ndxp_sdk._pipeline.call import Call
from ndxp_sdk._validators import needed
from ndxp_sdk.models.evidence import Export

if TYPE_CHECKING:
    from ndxp_sdk._async.sender import AsyncSender


class AsyncExports:
    """Exchanges as open data, anonymised, one file for each past day.

    Example:
        export = await client.audit.exports.get(dt.date(2026, 11, 21))
        succeeded = sum(record.outcome == "succeeded" for record in export.records())
    """

    def __init__(self, client: "AsyncSender") -> None:
        self._client = client

    @overload
    async def get(self, date: dt.date) -> Export: ...

    @overload
    async def get(self, date: dt.date, *, if_none_match: str | None) -> Export | None: ...

    async def get(self, date: dt.date, *, if_none_match: str | None = None) -> Export | None:
        """Return the export of a day of Viet Nam; None while the copy with the etag `if_none_match` is the current one.

        `GET /audit/v1/exports/{date}.ndjson.gz` Raises NotFound.
        """
        call = Call(
            operation="audit.exports.get",
            method="GET",
            template="/audit/v1/exports/{date}.ndjson.gz",
            reads=export,
            path={"date": needed("date", date, DAY).isoformat()},
            headers=headers(if_none_match=if_none_match),
            answers=CURRENT,
        )
        return await self._client.execute(call)
