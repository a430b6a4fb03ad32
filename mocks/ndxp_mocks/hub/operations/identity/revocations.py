"""Feed of revocations, oldest first."""

from ndxp_mocks.hub.handlers import answers
from ndxp_mocks.hub.http.messages import HubAnswer, HubRequest
from ndxp_mocks.hub.http.paging import feed
from ndxp_mocks.hub.state.table import Row


@answers("tokens.revocations.list")
def list_revocations(request: HubRequest) -> HubAnswer:
    """Return every entry is for every client: who relies on tokens has to know of all."""
    rows, cursor = feed(request, request.world.identity.revocations)
    return HubAnswer(body={"items": [_revocation_view(row) for row in rows], "next_cursor": cursor})


def _revocation_view(row: Row) -> Row:
    return {name: value for name, value in row.items() if name != "etag"}
