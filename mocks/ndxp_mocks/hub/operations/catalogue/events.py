"""Changes of the catalogue, oldest first."""

from ndxp_mocks.hub.answering import answers
from ndxp_mocks.hub.auditing import concerns
from ndxp_mocks.hub.catalogue.answers import without
from ndxp_mocks.hub.catalogue.parties import caller_of
from ndxp_mocks.hub.paging import feed
from ndxp_mocks.hub.requests import HubAnswer, HubRequest


@answers("catalog.events.list")
def list_events(request: HubRequest) -> HubAnswer:
    """Those that concern the caller, of one type where the query names it."""
    caller, wanted = caller_of(request), request.query.get("type")
    rows = request.world.events.where(lambda row: wanted in (None, row["type"]) and concerns(row, caller))
    found, cursor = feed(request, rows)
    items = [without(row, ("concerned", "etag")) for row in found]
    return HubAnswer(body={"items": items, "next_cursor": cursor})
