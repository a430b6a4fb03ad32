"""The members of the hub."""

from ndxp_mocks.hub.domain.catalog.parties import missing, slash
from ndxp_mocks.hub.domain.catalog.search import finds
from ndxp_mocks.hub.handlers import answers
from ndxp_mocks.hub.http.messages import HubAnswer, HubRequest
from ndxp_mocks.hub.http.paging import page
from ndxp_mocks.hub.state.table import Row


@answers("catalog.organizations.list")
def list_organizations(request: HubRequest) -> HubAnswer:
    """Return those that the words find, in the order in which they came."""
    return page(request, request.world.catalog.organizations.where(lambda row: _is_wanted(request, row)))


@answers("catalog.organizations.get")
def get_organization(request: HubRequest) -> HubAnswer:
    """Return one member."""
    row = request.world.catalog.organizations.find(slash(request.path["organization_id"]))
    if row is None:
        raise missing("organization")
    return HubAnswer(body=row)


def _is_wanted(request: HubRequest, row: Row) -> bool:
    query = request.query
    is_of_class = query.get("member_class") in (None, row["member_class"])
    return is_of_class and finds(query.get("q"), (row["id"], row["name"]))
