"""Deliveries of the events of a push subscription."""

from collections.abc import Awaitable

from ndxp_mocks.hub.domain.catalog.mutations import conflict
from ndxp_mocks.hub.domain.catalog.parties import missing
from ndxp_mocks.hub.domain.exchange.deliveries import again, delivery_view
from ndxp_mocks.hub.domain.exchange.subscriptions import own
from ndxp_mocks.hub.domain.exchange.webhook_worker import after_delivery
from ndxp_mocks.hub.handlers import answers
from ndxp_mocks.hub.http.messages import HubAnswer, HubRequest
from ndxp_mocks.hub.http.paging import page


@answers("exchange.subscriptions.deliveries")
def list_deliveries(request: HubRequest) -> HubAnswer:
    """Newest first."""
    subscription = own(request)
    rows = [row for row in request.world.exchange.deliveries if row["subscription_id"] == subscription["id"]]
    wanted = [row for row in reversed(rows) if request.query.get("state", row["state"]) == row["state"]]
    return page(request, wanted, delivery_view)


@answers("exchange.subscriptions.redeliver")
def redeliver(request: HubRequest) -> Awaitable[HubAnswer]:
    """Return the answer shows it as pending; by then it has been tried once more."""
    subscription = own(request)
    row = request.world.exchange.deliveries.find(request.path["delivery_id"])
    if row is None or row["subscription_id"] != subscription["id"]:
        raise missing("delivery")
    if subscription["state"] != "active":
        raise conflict(f"the subscription is {subscription['state']}, active is expected")
    answer = HubAnswer(202, delivery_view(again(request.world, row)))
    return after_delivery(request.world, lambda: answer)
