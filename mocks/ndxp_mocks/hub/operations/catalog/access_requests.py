"""A consumer asks a provider for access."""

from typing import Final

from ndxp_mocks.hub.domain.catalog.access import EVERYTHING
from ndxp_mocks.hub.domain.catalog.agreements import ACCESS_REQUEST, create_agreement, is_callable, version_for
from ndxp_mocks.hub.domain.catalog.mutations import StateTransition, conflict, create_row, require_state, transition
from ndxp_mocks.hub.domain.catalog.parties import (
    invalid,
    is_consumer,
    is_in_force,
    is_producer,
    missing,
    party_of,
    require,
    require_ahead,
)
from ndxp_mocks.hub.domain.catalog.responses import created_response
from ndxp_mocks.hub.domain.catalog.service_versions import may_know, version_id
from ndxp_mocks.hub.handlers import answers
from ndxp_mocks.hub.http.messages import HubAnswer, HubProblem, HubRequest
from ndxp_mocks.hub.http.paging import page
from ndxp_mocks.hub.state.table import Row

SUBMIT: Final = StateTransition(("draft",), "pending", "submitted")
APPROVE: Final = StateTransition(("draft", "pending"), "approved", "approved")
REJECT: Final = StateTransition(("pending",), "rejected", "rejected")
WITHDRAW: Final = StateTransition(("draft", "pending"), "withdrawn", "withdrawn")
_BLANK: Final[Row] = {
    "endpoints": [EVERYTHING],
    "documents": [],
    "delegation_id": None,
    "valid_until": None,
    "state": "draft",
    "reason": None,
    "agreement_id": None,
}
_EQUAL: Final = (("service", "service_id"), ("consumer", "consumer_system_id"), ("state", "state"))


@answers("catalog.access_requests.list")
def list_access_requests(request: HubRequest) -> HubAnswer:
    """Return the caller's own, and those for its services."""
    return page(request, request.world.catalog.access_requests.where(lambda row: _is_wanted(request, row)))


@answers("catalog.access_requests.get")
def get_access_request(request: HubRequest) -> HubAnswer:
    """Return one, to its parties."""
    return HubAnswer(body=_row(request))


@answers("catalog.access_requests.create")
def create_access_request(request: HubRequest) -> HubAnswer:
    """Return a draft of the consumer, or of whoever acts for it under a delegation."""
    draft = {**_BLANK, **request.body}
    _require_consumer(request, draft)
    require_ahead(request, "valid_until")
    version = request.world.catalog.versions.find(version_id(draft["service_id"], draft["version"]))
    if version is None or not may_know(request, version):
        raise invalid("/version", "unknown-value", "the catalogue has no such version of the service")
    if not is_callable(version):
        raise conflict(f"the version is {version['state']} and takes no requests for access")
    row = create_row(request, ACCESS_REQUEST, {"id": request.world.new_id(), **draft})
    return created_response(row, f"/catalog/v1/access-requests/{row['id']}")


@answers("catalog.access_requests.submit")
def submit(request: HubRequest) -> HubAnswer:
    """Submit the request; approved at once if the version wants no person to decide."""
    row = _as_consumer(request)
    require_state(ACCESS_REQUEST, row, SUBMIT.sources)
    _require_open(request, row)
    if version_for(request.world, row)["approval_policy"] == "automatic":
        return HubAnswer(body=_approved(request, row))
    return HubAnswer(body=transition(request, ACCESS_REQUEST, row, SUBMIT))


@answers("catalog.access_requests.approve")
def approve(request: HubRequest) -> HubAnswer:
    """Approve the request and make the agreement; only the provider may."""
    row = _as_producer(request)
    require_state(ACCESS_REQUEST, row, REJECT.sources)
    _require_open(request, row)
    return HubAnswer(body=_approved(request, row))


@answers("catalog.access_requests.reject")
def reject(request: HubRequest) -> HubAnswer:
    """Reject the request; only the provider may."""
    return HubAnswer(body=transition(request, ACCESS_REQUEST, _as_producer(request), REJECT))


@answers("catalog.access_requests.withdraw")
def withdraw(request: HubRequest) -> HubAnswer:
    """Withdraw the request; only the consumer may."""
    return HubAnswer(body=transition(request, ACCESS_REQUEST, _as_consumer(request), WITHDRAW))


def _approved(request: HubRequest, row: Row) -> Row:
    agreement = create_agreement(request, row)
    return transition(request, ACCESS_REQUEST, row, APPROVE, agreement_id=agreement["id"])


def _is_wanted(request: HubRequest, row: Row) -> bool:
    if any(request.query.get(name) not in (None, row[member]) for name, member in _EQUAL):
        return False
    return party_of(request, row) is not None


def _row(request: HubRequest) -> Row:
    row = request.world.catalog.access_requests.find(request.path["access_request_id"])
    if row is None or party_of(request, row) is None:
        raise missing("access request")
    return row


def _as_consumer(request: HubRequest) -> Row:
    row = _row(request)
    require(is_consumer(request, row), "only the consumer can do this")
    return row


def _as_producer(request: HubRequest) -> Row:
    row = _row(request)
    require(is_producer(request, row["service_id"]), "only the provider decides on access")
    return row


def _require_consumer(request: HubRequest, draft: Row) -> None:
    world = request.world
    if draft["consumer_system_id"] not in world.catalog.systems:
        raise invalid("/consumer_system_id", "unknown-value", "no such system is registered")
    if draft["delegation_id"] is not None:
        _require_delegation(request, draft)
    require(
        is_consumer(request, draft), "access is asked for the own system, or under a delegation of its organization"
    )


def _require_delegation(request: HubRequest, draft: Row) -> None:
    delegation = request.world.catalog.delegations.find(draft["delegation_id"])
    is_fitting = (
        delegation is not None
        and is_in_force(request.world, delegation)
        and delegation["role"] == "consumer"
        and draft["consumer_system_id"].startswith(f"{delegation['delegator_organization_id']}/")
        and draft["service_id"] in delegation["scope"]["service_ids"]
    )
    if not is_fitting:
        raise invalid("/delegation_id", "unknown-value", "no active delegation is for this consumer and service")


def _require_open(request: HubRequest, row: Row) -> None:
    """Raise HubProblem 409 if the version takes no calls, or the consumer has an agreement on it."""
    version = version_for(request.world, row)
    if not is_callable(version):
        raise conflict(f"the version is {version['state']} and takes no requests for access")
    same = ("consumer_system_id", "service_id", "version")
    if any(
        all(each[name] == row[name] for name in same) and each["state"] in ("pending", "active", "suspended")
        for each in request.world.catalog.agreements
    ):
        raise HubProblem(409, "already-exists", "the consumer has an agreement on this version")
