"""Events are pulled and acknowledged by the subscriber."""

from itertools import islice

from ndxp_mocks.hub.domain.catalog.mutations import conflict
from ndxp_mocks.hub.domain.catalog.parties import invalid
from ndxp_mocks.hub.domain.exchange.events import wanted_after
from ndxp_mocks.hub.domain.exchange.subscriptions import own, subscription_view
from ndxp_mocks.hub.handlers import answers
from ndxp_mocks.hub.http.messages import HubAnswer, HubRequest
from ndxp_mocks.hub.http.paging import after_of, is_place, place
from ndxp_mocks.hub.state.table import Row


@answers("exchange.subscriptions.events")
def events(request: HubRequest) -> HubAnswer:
    """Oldest first; the cursor also moves over events that the filter leaves out."""
    row = _pulled(request)
    if row["state"] != "active":
        raise conflict(f"the subscription is {row['state']}, active is expected")
    after = after_of(request) or row["acknowledged"] or row["since"]
    found = list(islice(wanted_after(request.world, row, after), request.query["limit"] + 1))
    shown_rows = found[: request.query["limit"]]
    newest = max(after, place(len(request.world.exchange.events)))
    cursor = shown_rows[-1]["id"] if len(found) > len(shown_rows) else newest
    return HubAnswer(body={"items": [each["event"] for each in shown_rows], "next_cursor": cursor})


@answers("exchange.subscriptions.ack")
def acknowledge(request: HubRequest) -> HubAnswer:
    """Return a cursor from before the last acknowledgement changes nothing."""
    world, row, cursor = request.world, _pulled(request), request.body["cursor"]
    if not is_place(cursor) or cursor > place(len(world.exchange.events)):
        raise invalid("/cursor", "unknown-value", "a next_cursor of the events of this subscription is expected")
    acknowledged = max(cursor, row["acknowledged"] or "")
    return HubAnswer(
        body=subscription_view(world, world.exchange.subscriptions.change(row["id"], acknowledged=acknowledged))
    )


def _pulled(request: HubRequest) -> Row:
    row = own(request)
    if row["delivery"]["mode"] != "pull":
        raise conflict("the events of a push subscription are not pulled")
    return row
