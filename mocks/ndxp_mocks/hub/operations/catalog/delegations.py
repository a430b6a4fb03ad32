"""One organization acts for another."""

from typing import Final

from ndxp_mocks.hub.domain.catalog.mutations import ResourceKind, StateTransition, create_row, transition
from ndxp_mocks.hub.domain.catalog.parties import caller_of, invalid, is_operator, missing, require, require_ahead
from ndxp_mocks.hub.domain.catalog.responses import created_response
from ndxp_mocks.hub.handlers import answers
from ndxp_mocks.hub.http.messages import HubAnswer, HubRequest
from ndxp_mocks.hub.http.paging import page
from ndxp_mocks.hub.state.table import Row

ACCEPT: Final = StateTransition(("waiting_for_approval",), "active", "accepted")
REJECT: Final = StateTransition(("waiting_for_approval",), "rejected", "rejected")
REVOKE: Final = StateTransition(("active",), "revoked", "revoked")
_EQUAL: Final = (
    ("delegator", "delegator_organization_id"),
    ("delegate", "delegate_organization_id"),
    ("state", "state"),
)


def _concerned(row: Row) -> tuple[str, str]:
    return (row["delegator_organization_id"], row["delegate_organization_id"])


DELEGATION: Final = ResourceKind("delegation", lambda world: world.catalog.delegations, _concerned)


@answers("catalog.delegations.list")
def list_delegations(request: HubRequest) -> HubAnswer:
    """Return those to which the caller's organization is a party."""
    return page(request, request.world.catalog.delegations.where(lambda row: _is_wanted(request, row)))


@answers("catalog.delegations.get")
def get_delegation(request: HubRequest) -> HubAnswer:
    """Return one, to its parties."""
    return HubAnswer(body=_row(request))


@answers("catalog.delegations.create")
def create_delegation(request: HubRequest) -> HubAnswer:
    """Return an offer of the caller's organization."""
    draft, own = request.body, caller_of(request).organization_id
    _check(request, own)
    members = {
        "id": request.world.new_id(),
        "delegator_organization_id": own,
        "valid_until": None,
        **draft,
        "state": "waiting_for_approval",
        "reason": None,
    }
    row = create_row(request, DELEGATION, members)
    return created_response(row, f"/catalog/v1/delegations/{row['id']}")


@answers("catalog.delegations.accept")
def accept(request: HubRequest) -> HubAnswer:
    """Accept the delegation; only the delegate may."""
    return HubAnswer(body=transition(request, DELEGATION, _as_delegate(request), ACCEPT))


@answers("catalog.delegations.reject")
def reject(request: HubRequest) -> HubAnswer:
    """Reject the delegation; only the delegate may."""
    return HubAnswer(body=transition(request, DELEGATION, _as_delegate(request), REJECT))


@answers("catalog.delegations.revoke")
def revoke(request: HubRequest) -> HubAnswer:
    """Revoke the delegation; either party may."""
    return HubAnswer(body=transition(request, DELEGATION, _row(request), REVOKE))


def _check(request: HubRequest, own: str) -> None:
    """Raise HubProblem 422 for a delegation that nobody could use."""
    world, draft = request.world, request.body
    if draft["delegate_organization_id"] not in world.catalog.organizations:
        raise invalid("/delegate_organization_id", "unknown-value", "no such organization is a member")
    if draft["delegate_organization_id"] == own:
        raise invalid("/delegate_organization_id", "unknown-value", "another organization is expected")
    for index, service_id in enumerate(draft["scope"]["service_ids"]):
        is_own = draft["role"] == "consumer" or service_id.startswith(f"{own}/")
        if service_id not in world.catalog.services or not is_own:
            raise invalid(f"/scope/service_ids/{index}", "unknown-value", "no such service can be delegated")
    require_ahead(request, "valid_until")


def _is_wanted(request: HubRequest, row: Row) -> bool:
    if any(request.query.get(name) not in (None, row[member]) for name, member in _EQUAL):
        return False
    return _is_party(request, row)


def _is_party(request: HubRequest, row: Row) -> bool:
    return caller_of(request).organization_id in _concerned(row) or is_operator(request)


def _row(request: HubRequest) -> Row:
    row = request.world.catalog.delegations.find(request.path["delegation_id"])
    if row is None or not _is_party(request, row):
        raise missing("delegation")
    return row


def _as_delegate(request: HubRequest) -> Row:
    row = _row(request)
    is_delegate = caller_of(request).organization_id == row["delegate_organization_id"]
    require(is_delegate, "only the delegate accepts or rejects")
    return row
