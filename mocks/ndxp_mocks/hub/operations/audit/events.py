"""Administrative changes that concern the caller."""

from typing import Final

from ndxp_mocks.hub.contract.formats import moment
from ndxp_mocks.hub.domain.audit_log import concerns
from ndxp_mocks.hub.domain.catalog.parties import caller_of
from ndxp_mocks.hub.domain.catalog.responses import without_members
from ndxp_mocks.hub.handlers import answers
from ndxp_mocks.hub.http.messages import HubAnswer, HubRequest
from ndxp_mocks.hub.http.paging import page
from ndxp_mocks.hub.state.table import Row

_HIDDEN: Final = ("concerned", "actor_system", "etag")


@answers("audit.events.list")
def list_events(request: HubRequest) -> HubAnswer:
    """Oldest first."""
    rows = request.world.evidence.audit_events.where(lambda row: _is_wanted(request, row))
    return page(request, rows, lambda row: without_members(row, _HIDDEN))


def _is_wanted(request: HubRequest, row: Row) -> bool:
    query, at = request.query, moment(row["at"])
    is_by = query.get("actor") in (None, row["actor"], row["actor_system"])
    is_about = query.get("object") in (None, row["object"])
    is_in_time = ("after" not in query or at >= moment(query["after"])) and (
        "before" not in query or at < moment(query["before"])
    )
    return is_by and is_about and is_in_time and concerns(row, caller_of(request))
