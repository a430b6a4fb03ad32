"""Services and their versions: which the caller may know of, and how they are shown to it."""

from typing import Any, Final

from ndxp_mocks.hub.domain.audit_log import Concerned
from ndxp_mocks.hub.domain.catalog.mutations import ResourceKind
from ndxp_mocks.hub.domain.catalog.parties import is_operator, is_producer, missing, slash, system_of
from ndxp_mocks.hub.domain.catalog.responses import without_members
from ndxp_mocks.hub.http.messages import HubRequest
from ndxp_mocks.hub.injection.point import Point
from ndxp_mocks.hub.state.table import Row
from ndxp_mocks.hub.state.world import World

LISTING: Final[Point[tuple[Row, ...]]] = Point("listing", "before-send")  # services that a caller lists
CALLABLE: Final = ("published", "deprecated", "archiving")
UNPUBLISHED: Final = ("draft", "pending_approval")
BLANK_VERSION: Final[Row] = {
    "state": "draft",
    "description": None,
    "approval_policy": "manual",
    "signature_policy": "optional",
    "token_lifetime": 600,
    "specification": None,
    "published_at": None,
    "deprecated_at": None,
    "sunset_at": None,
    "reason": None,
}


def _concerned(row: Row) -> Concerned:
    """Before it is published only its provider is told; everybody afterwards."""
    service_id = str(row.get("service_id", row["id"]))
    return (system_of(service_id),) if row["state"] in UNPUBLISHED else None


SERVICE: Final = ResourceKind("service", lambda world: world.catalog.services, _concerned)
VERSION: Final = ResourceKind("version", lambda world: world.catalog.versions, _concerned)


def version_id(service_id: str, version: str) -> str:
    """Return the id of a row of `World.catalog.versions`."""
    return f"{service_id}@{version}"


def may_know(request: HubRequest, row: Row) -> bool:
    """Return whether the caller may know of a service or of a version."""
    service_id = str(row.get("service_id", row["id"]))
    return row["state"] not in UNPUBLISHED or is_producer(request, service_id) or is_operator(request)


def service_of(request: HubRequest) -> Row:
    """Return the service of the path. Raises HubProblem 404 if there is none, or none that the caller may know of."""
    row = request.world.catalog.services.find(slash(request.path["service_id"]))
    if row is None or not may_know(request, row):
        raise missing("service")
    return row


def version_of(request: HubRequest) -> Row:
    """Return the version of the path. Raises HubProblem 404 if there is none, or none that the caller may know of."""
    service = service_of(request)
    row = request.world.catalog.versions.find(version_id(service["id"], request.path["version"]))
    if row is None or not may_know(request, row):
        raise missing("version")
    return row


def versions_of(world: World, service_id: str) -> list[Row]:
    """Return every version, newest first."""
    return list(world.catalog.versions.where(lambda row: row["service_id"] == service_id))[::-1]


def newest_published(world: World, service_id: str) -> Row | None:
    """Return the version that was published last, whatever became of it."""
    published = [row for row in versions_of(world, service_id) if row["published_at"] is not None]
    return max(published, key=lambda row: str(row["published_at"]), default=None)


def newest_on_offer(world: World, service_id: str) -> Row | None:
    """Return the version that was published last among those that are published now."""
    offered = [row for row in versions_of(world, service_id) if row["state"] == "published"]
    return max(offered, key=lambda row: str(row["published_at"]), default=None)


def shown_version(request: HubRequest, row: Row) -> dict[str, Any]:
    """Return the version as this caller sees it: where the service itself listens is for its provider only."""
    hidden = ("id",) if is_producer(request, row["service_id"]) else ("id", "base_urls")
    return without_members(row, hidden)


def refresh_service(world: World, service_id: str) -> None:
    """Let the service tell of its newest published version."""
    newest = newest_published(world, service_id)
    told = {"state": newest["state"], "latest_version": newest["version"]} if newest else {"state": "draft"}
    service = world.catalog.services.rows[service_id]
    if any(service[name] != value for name, value in told.items()):
        world.catalog.services.change(service_id, **told, updated_at=world.clock.stamp())
