"""Events to publish."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ndxp_sdk._operations.exchange.interactions import published, published_binary
from ndxp_sdk.errors import UsageError
from ndxp_sdk.models.cloud_events import CloudEvent, EventReceipt

if TYPE_CHECKING:
    from ndxp_sdk._async.sender import AsyncSender


class AsyncEvents:
    """Events to publish to their subscribers. Personal data goes by reference, not in the event.

    event = CloudEvent.new(
        "vn.example.enterprise.changed", "/VN/GOV/G12/dkkd", data={"href": "https://hub.example/r1/…"}
    )
    await client.exchange.events.publish(event)
    """

    def __init__(self, client: "AsyncSender") -> None:
        self._client = client

    async def publish(self, events: CloudEvent | Iterable[CloudEvent], *, content: bytes | None = None) -> EventReceipt:
        """Publish one event, or up to 100 in order. With `content` the data of the one event travels as it is.

        `source` and `id` together count once, so publishing again does no harm.

        `POST /exchange/v1/events` Raises RequestInvalid, PayloadTooLarge, AccessDenied.
        """
        if content is None:
            return await self._client.execute(published(events))
        if not isinstance(events, CloudEvent):
            raise UsageError("content is the data of one event: give a single CloudEvent beside it")
        return await self._client.execute(published_binary(events, content))
