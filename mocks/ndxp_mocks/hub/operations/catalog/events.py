"""Changes of the catalogue, oldest first."""

from ndxp_mocks.hub.domain.audit_log import concerns
from ndxp_mocks.hub.domain.catalog.parties import caller_of
from ndxp_mocks.hub.domain.catalog.responses import without_members
from ndxp_mocks.hub.handlers import answers
from ndxp_mocks.hub.http.messages import HubAnswer, HubRequest
from ndxp_mocks.hub.http.paging import feed


@answers("catalog.events.list")
def list_events(request: HubRequest) -> HubAnswer:
    """Return those that concern the caller, of one type where the query names it."""
    caller, wanted = caller_of(request), request.query.get("type")
    rows = request.world.catalog.events.where(lambda row: wanted in (None, row["type"]) and concerns(row, caller))
    found, cursor = feed(request, rows)
    items = [without_members(row, ("concerned", "etag")) for row in found]
    return HubAnswer(body={"items": items, "next_cursor": cursor})
