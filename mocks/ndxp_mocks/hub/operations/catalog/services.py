"""Services of the systems."""

from typing import Final

from ndxp_mocks.hub.domain.catalog.access import access_of
from ndxp_mocks.hub.domain.catalog.mutations import change_row, create_row, merge_patch
from ndxp_mocks.hub.domain.catalog.parties import caller_of, invalid, is_operator, is_producer, organization_of, require
from ndxp_mocks.hub.domain.catalog.responses import created_response, in_path
from ndxp_mocks.hub.domain.catalog.search import finds
from ndxp_mocks.hub.domain.catalog.service_versions import LISTING, SERVICE, may_know, service_of
from ndxp_mocks.hub.domain.catalog.usage import HEALTH, health_of
from ndxp_mocks.hub.handlers import answers
from ndxp_mocks.hub.http.messages import HubAnswer, HubProblem, HubRequest
from ndxp_mocks.hub.http.paging import page
from ndxp_mocks.hub.injection.inject import inject
from ndxp_mocks.hub.state.table import Row

_EQUAL: Final = (
    ("organization", "organization_id"),
    ("system", "system_id"),
    ("mode", "mode"),
    ("interaction", "interaction"),
    ("state", "state"),
)


@answers("catalog.services.list")
def list_services(request: HubRequest) -> HubAnswer:
    """Return those that the query finds and the caller may know of, in the order in which they came."""
    found = request.world.catalog.services.where(lambda row: may_know(request, row) and _is_wanted(request, row))
    listed = inject(request.world, LISTING, tuple(found))
    return page(request, listed)


@answers("catalog.services.get")
def get_service(request: HubRequest) -> HubAnswer:
    """Return one service."""
    return HubAnswer(body=service_of(request))


@answers("catalog.services.create")
def create_service(request: HubRequest) -> HubAnswer:
    """Return a service of the caller's own system. Raises HubProblem 409 if the system has one of this code."""
    draft = request.body
    if draft["system_id"] not in request.world.catalog.systems:
        raise invalid("/system_id", "unknown-value", "no such system is registered")
    require(caller_of(request).system_id == draft["system_id"], "only an own system can be given services")
    service_id = f"{draft['system_id']}/{draft['service_code']}"
    if service_id in request.world.catalog.services:
        raise HubProblem(409, "already-exists", "the system has a service of this code")
    members = {
        "id": service_id,
        "organization_id": organization_of(draft["system_id"]),
        "description": None,
        "state": "draft",
        "latest_version": None,
        "simulated": True,
        **draft,
    }
    return created_response(create_row(request, SERVICE, members), f"/catalog/v1/services/{in_path(service_id)}")


@answers("catalog.services.update")
def update_service(request: HubRequest) -> HubAnswer:
    """Change the description of a service."""
    row = service_of(request)
    require(is_producer(request, row["id"]), "only its provider can change a service")
    return HubAnswer(body=change_row(request, SERVICE, row, "updated", **merge_patch(row, request.body)))


@answers("catalog.services.access")
def service_access(request: HubRequest) -> HubAnswer:
    """Return what a client may call; for the client itself, the provider and the operator of the hub."""
    service, client = service_of(request), request.query["client"]
    caller = caller_of(request)
    is_own = client in (caller.system_id, caller.organization_id)
    is_party = is_own or is_producer(request, service["id"]) or is_operator(request)
    require(is_party, "only the client itself and the provider may ask this")
    return HubAnswer(body=access_of(request.world, client, service["id"]))


@answers("catalog.services.health")
def service_health(request: HubRequest) -> HubAnswer:
    """Return how the service answered lately, by the message log."""
    return HubAnswer(body=inject(request.world, HEALTH, health_of(request.world, service_of(request)["id"])))


def _is_wanted(request: HubRequest, row: Row) -> bool:
    query = request.query
    if any(query.get(name) not in (None, row[member]) for name, member in _EQUAL):
        return False
    return finds(query.get("q"), (row["id"], row["title"], row["description"]))
