"""Changes of the catalogue."""

from typing import TYPE_CHECKING

from ndxp_sdk._async.pager import AsyncPager
from ndxp_sdk._operations.arguments import query
from ndxp_sdk._operations.collection import READ
from ndxp_sdk._operations.parsers import model
from ndxp_sdk._pipeline.call import Call
from ndxp_sdk.models.events import CatalogEvent, EventList

if TYPE_CHECKING:
    from ndxp_sdk._async.sender import AsyncSender


class AsyncCatalogEvents:
    """Changes of the catalogue, a feed without an end: a loop over it ends where nothing is new.

    Example:
        feed = client.catalog.events.list(after=kept)
        async for event in feed:
            print(event.type, event.subject)
        kept = feed.next_token
    """

    def __init__(self, client: "AsyncSender") -> None:
        self._client = client

    def list(
        self, *, type_: str | None = None, after: str | None = None, limit: int | None = None
    ) -> AsyncPager[CatalogEvent]:
        """List changes, oldest first, of all types or one, such as agreement.suspended; `after` is a `next_token`.

        `GET /catalog/v1/events`
        """
        asked = query(type_=type_, after=after, limit=limit)
        call = Call("catalog.events.list", "GET", "/catalog/v1/events", model(EventList), query=asked, scopes=READ)
        return AsyncPager(self._client.execute, call, parameter="after")
