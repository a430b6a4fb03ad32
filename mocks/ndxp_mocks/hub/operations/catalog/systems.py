"""The information systems of the members."""

from ndxp_mocks.hub.domain.catalog.parties import missing, slash
from ndxp_mocks.hub.domain.catalog.search import finds
from ndxp_mocks.hub.handlers import answers
from ndxp_mocks.hub.http.messages import HubAnswer, HubRequest
from ndxp_mocks.hub.http.paging import page
from ndxp_mocks.hub.state.table import Row


@answers("catalog.systems.list")
def list_systems(request: HubRequest) -> HubAnswer:
    """Return those that the words find, in the order in which they came."""
    return page(request, request.world.catalog.systems.where(lambda row: _is_wanted(request, row)))


@answers("catalog.systems.get")
def get_system(request: HubRequest) -> HubAnswer:
    """Return one system."""
    row = request.world.catalog.systems.find(slash(request.path["system_id"]))
    if row is None:
        raise missing("system")
    return HubAnswer(body=row)


def _is_wanted(request: HubRequest, row: Row) -> bool:
    query = request.query
    is_of_organization = query.get("organization") in (None, row["organization_id"])
    return is_of_organization and finds(query.get("q"), (row["id"], row["name"], row["platform_slug"]))
