"""Build calls of subscriptions beside their life cycle."""

from typing import Final

from ndxp_sdk._http import Pairs
from ndxp_sdk._operations.collection import JSON, Path
from ndxp_sdk._operations.exchange.interactions import EXCHANGE
from ndxp_sdk._operations.parsers import formed, model, page_of
from ndxp_sdk._pipeline.call import Call
from ndxp_sdk.models._model import body_of
from ndxp_sdk.models._page import Page
from ndxp_sdk.models.cloud_events import EventFeed
from ndxp_sdk.models.subscriptions import Delivery, EventAcknowledgement, Subscription

_SINGLE: Final = "/exchange/v1/subscriptions/{subscription_id}"


def pulled(path: Path, asked: Pairs) -> Call[EventFeed]:
    """Build the call for events that wait."""
    operation = "exchange.subscriptions.events"
    return Call(operation, "GET", f"{_SINGLE}/events", model(EventFeed), path, asked, scopes=EXCHANGE)


def acknowledged(path: Path, cursor: str) -> Call[Subscription]:
    """Build the call that acknowledges events; repetition changes nothing."""
    return Call(
        operation="exchange.subscriptions.ack",
        method="POST",
        template=f"{_SINGLE}:ack",
        reads=model(Subscription),
        path=path,
        content=body_of(formed(EventAcknowledgement, cursor=cursor)),
        media_type=JSON,
        is_safe_to_repeat=True,
        scopes=EXCHANGE,
    )


def deliveries(path: Path, asked: Pairs) -> Call[Page[Delivery]]:
    """Build the call for the deliveries of pushed events."""
    operation, reads = "exchange.subscriptions.deliveries", model(page_of(Delivery))
    return Call(operation, "GET", f"{_SINGLE}/deliveries", reads, path, asked, scopes=EXCHANGE)


def redelivered(path: Path) -> Call[Delivery]:
    """Build the call that repeats a delivery."""
    template = f"{_SINGLE}/deliveries/{{delivery_id}}:redeliver"
    return Call("exchange.subscriptions.redeliver", "POST", template, model(Delivery), path, scopes=EXCHANGE)
