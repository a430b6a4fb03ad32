"""Versions of a service and their life cycle."""

from collections.abc import Iterator
from email.utils import formatdate
from typing import Any, Final

from ndxp_mocks.hub.contract.formats import moment
from ndxp_mocks.hub.domain.catalog.agreements import is_in_use
from ndxp_mocks.hub.domain.catalog.mutations import (
    StateTransition,
    change_row,
    conflict,
    create_row,
    merge_patch,
    require_state,
    transition,
)
from ndxp_mocks.hub.domain.catalog.parties import is_operator, is_producer, require, require_ahead
from ndxp_mocks.hub.domain.catalog.responses import created_response, in_path
from ndxp_mocks.hub.domain.catalog.service_endpoints import endpoints_of
from ndxp_mocks.hub.domain.catalog.service_versions import (
    BLANK_VERSION,
    UNPUBLISHED,
    VERSION,
    may_know,
    refresh_service,
    service_of,
    shown_version,
    version_id,
    version_of,
    versions_of,
)
from ndxp_mocks.hub.handlers import answers
from ndxp_mocks.hub.http.messages import HubAnswer, HubProblem, HubRequest
from ndxp_mocks.hub.http.paging import page
from ndxp_mocks.hub.state.table import Row

PUBLISH: Final = StateTransition(("draft",), "published", "published")
HAND_IN: Final = StateTransition(("draft",), "pending_approval", "submitted")
APPROVE: Final = StateTransition(("pending_approval",), "published", "published")
REJECT: Final = StateTransition(("pending_approval",), "draft", "rejected")
SUSPEND: Final = StateTransition(("published",), "suspended", "suspended")
RESUME: Final = StateTransition(("suspended",), "published", "resumed")
DEPRECATE: Final = StateTransition(("published",), "deprecated", "deprecated")
RUN_OUT: Final = StateTransition(("published", "suspended", "deprecated"), "archiving", "archiving")
ARCHIVE: Final = StateTransition(("draft", "published", "suspended", "deprecated"), "archived", "archived")
_FIXED: Final = ("approval_policy", "signature_policy")


@answers("catalog.versions.list")
def list_versions(request: HubRequest) -> HubAnswer:
    """Newest first, those that the caller may know of."""
    state = request.query.get("state")
    rows = [row for row in versions_of(request.world, service_of(request)["id"]) if state in (None, row["state"])]
    return page(request, (row for row in rows if may_know(request, row)), lambda row: shown_version(request, row))


@answers("catalog.versions.get")
def get_version(request: HubRequest) -> HubAnswer:
    """Return one version, with the headers that announce its end."""
    return _answer(request, version_of(request))


@answers("catalog.versions.create")
def create_version(request: HubRequest) -> HubAnswer:
    """Return a draft. Raises HubProblem 409 if the service has a version of this name."""
    service, draft = service_of(request), request.body
    require(is_producer(request, service["id"]), "only its provider can add versions to a service")
    row_id = version_id(service["id"], draft["version"])
    if row_id in request.world.catalog.versions:
        raise HubProblem(409, "already-exists", f"the service has a version {draft['version']}")
    row = create_row(request, VERSION, {**BLANK_VERSION, "id": row_id, "service_id": service["id"], **draft})
    location = f"/catalog/v1/services/{in_path(service['id'])}/versions/{draft['version']}"
    return created_response(shown_version(request, row), location)


@answers("catalog.versions.update")
def update_version(request: HubRequest) -> HubAnswer:
    """Change the version. Raises HubProblem 409 for policies of what is published, and for what has ended."""
    row = _own(request)
    if row["state"] == "archived":
        raise conflict("the version is archived and stays as it is")
    if row["state"] not in UNPUBLISHED and any(request.body.get(name, row[name]) != row[name] for name in _FIXED):
        raise conflict(f"{' and '.join(_FIXED)} are fixed once a version is published")
    return _answer(request, change_row(request, VERSION, row, "updated", **merge_patch(row, request.body)))


@answers("catalog.versions.publish")
def publish(request: HubRequest) -> HubAnswer:
    """Publish at once, or by way of the operator of the hub if the settings say so."""
    row = _own(request)
    require_state(VERSION, row, PUBLISH.sources)
    if row["specification"] is None:
        raise conflict("a version needs a specification before it is published")
    if request.world.settings.approves_versions:
        return _transition(request, row, HAND_IN)
    return _transition(request, row, PUBLISH, published_at=request.world.clock.stamp())


@answers("catalog.versions.approve")
def approve(request: HubRequest) -> HubAnswer:
    """Approve the version; only the operator of the hub may."""
    return _transition(request, _as_operator(request), APPROVE, published_at=request.world.clock.stamp())


@answers("catalog.versions.reject")
def reject(request: HubRequest) -> HubAnswer:
    """Make the version a draft again; only the operator of the hub may."""
    return _transition(request, _as_operator(request), REJECT)


@answers("catalog.versions.suspend")
def suspend(request: HubRequest) -> HubAnswer:
    """Suspend the version for a time."""
    return _transition(request, _own(request), SUSPEND)


@answers("catalog.versions.resume")
def resume(request: HubRequest) -> HubAnswer:
    """Callable again."""
    return _transition(request, _own(request), RESUME)


@answers("catalog.versions.deprecate")
def deprecate(request: HubRequest) -> HubAnswer:
    """Still callable, with its end announced."""
    row, sunset = _own(request), (request.body or {}).get("sunset_at")
    require_ahead(request, "sunset_at")
    return _transition(request, row, DEPRECATE, deprecated_at=request.world.clock.stamp(), sunset_at=sunset)


@answers("catalog.versions.archive")
def archive(request: HubRequest) -> HubAnswer:
    """Archive the version at once if no agreement is left, otherwise when the last one ends."""
    row = _own(request)
    if row["state"] != "draft" and is_in_use(request.world, row):
        return _transition(request, row, RUN_OUT)
    return _transition(request, row, ARCHIVE)


@answers("catalog.versions.endpoints")
def list_endpoints(request: HubRequest) -> HubAnswer:
    """List methods and paths as the specification names them."""
    return HubAnswer(body={"items": list(endpoints_of(request.world, version_of(request)))})


def _own(request: HubRequest) -> Row:
    row = version_of(request)
    require(is_producer(request, row["service_id"]), "only its provider can change a version")
    return row


def _as_operator(request: HubRequest) -> Row:
    row = version_of(request)
    require(is_operator(request), "only the operator of the hub decides on versions")
    return row


def _transition(request: HubRequest, row: Row, move: StateTransition, **members: Any) -> HubAnswer:
    changed_row = transition(request, VERSION, row, move, **members)
    refresh_service(request.world, row["service_id"])
    return _answer(request, changed_row)


def _answer(request: HubRequest, row: Row) -> HubAnswer:
    return HubAnswer(body=shown_version(request, row), headers=tuple(_announcements(row)))


def _announcements(row: Row) -> Iterator[tuple[str, str]]:
    """Deprecation (RFC 9745) and Sunset (RFC 8594), where they are known."""
    if row["deprecated_at"] is not None:
        yield "Deprecation", f"@{int(moment(row['deprecated_at']).timestamp())}"
    if row["sunset_at"] is not None:
        yield "Sunset", formatdate(moment(row["sunset_at"]).timestamp(), usegmt=True)
