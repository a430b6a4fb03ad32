"""Purposes of an agreement."""

from typing import Any, Final

from ndxp_mocks.hub.domain.catalog.agreements import ENDED
from ndxp_mocks.hub.domain.catalog.mutations import (
    ResourceKind,
    StateTransition,
    change_row,
    conflict,
    create_row,
    reason_of,
    require_state,
    transition,
)
from ndxp_mocks.hub.domain.catalog.parties import Party, is_consumer, is_producer, missing, party_of, require, system_of
from ndxp_mocks.hub.domain.catalog.responses import created_response, without_members
from ndxp_mocks.hub.domain.catalog.usage import quota_of
from ndxp_mocks.hub.domain.identity.revocations import revoke as tell_revoked
from ndxp_mocks.hub.handlers import answers
from ndxp_mocks.hub.http.messages import HubAnswer, HubRequest
from ndxp_mocks.hub.http.paging import page
from ndxp_mocks.hub.operations.catalog.agreements import agreement_of
from ndxp_mocks.hub.state.table import Row

ACTIVATE: Final = StateTransition(("draft",), "active", "activated")
HAND_IN: Final = StateTransition(("draft",), "waiting_for_approval", "submitted")
APPROVE: Final = StateTransition(("waiting_for_approval",), "active", "activated")
REJECT: Final = StateTransition(("waiting_for_approval",), "rejected", "rejected")
SUSPEND: Final = StateTransition(("active", "suspended"), "suspended", "suspended")
ARCHIVE: Final = StateTransition(("draft", "waiting_for_approval", "active", "suspended"), "archived", "archived")
_HIDDEN: Final = ("concerned",)


def _concerned(row: Row) -> tuple[str, ...]:
    return tuple(row["concerned"])


PURPOSE: Final = ResourceKind("purpose", lambda world: world.catalog.purposes, _concerned)


@answers("catalog.purposes.list")
def list_purposes(request: HubRequest) -> HubAnswer:
    """Return those of an agreement, in the order in which they were made."""
    agreement, state = agreement_of(request), request.query.get("state")
    rows = request.world.catalog.purposes.where(
        lambda row: row["agreement_id"] == agreement["id"] and state in (None, row["state"])
    )
    return page(request, rows, _purpose_view)


@answers("catalog.purposes.get")
def get_purpose(request: HubRequest) -> HubAnswer:
    """Return one, to the parties of its agreement."""
    return HubAnswer(body=_purpose_view(_found(request)[0]))


@answers("catalog.purposes.create")
def create_purpose(request: HubRequest) -> HubAnswer:
    """Return a draft of the consumer."""
    agreement = agreement_of(request)
    require(is_consumer(request, agreement), "only the consumer says what it uses its agreement for")
    if agreement["state"] in ENDED:
        raise conflict(f"the agreement is {agreement['state']}")
    parties = [agreement["consumer_system_id"], system_of(agreement["service_id"])]
    members = {"id": request.world.new_id(), "agreement_id": agreement["id"], **request.body, "concerned": parties}
    row = create_row(request, PURPOSE, {**members, "state": "draft", "suspended_by": [], "reason": None})
    return created_response(_purpose_view(row), f"/catalog/v1/purposes/{row['id']}")


@answers("catalog.purposes.activate")
def activate(request: HubRequest) -> HubAnswer:
    """Activate at once, or on the provider's approval if it needs more calls than the version grants."""
    row, agreement = _as_consumer(request)
    require_state(PURPOSE, row, ACTIVATE.sources)
    if agreement["state"] in ENDED:
        raise conflict(f"the agreement is {agreement['state']}")
    granted = agreement["quotas"]["daily_calls_per_consumer"]
    return _transition(request, row, ACTIVATE if row["daily_calls"] <= granted else HAND_IN)


@answers("catalog.purposes.approve")
def approve(request: HubRequest) -> HubAnswer:
    """Approve the purpose; only the provider may."""
    return _transition(request, _as_producer(request), APPROVE)


@answers("catalog.purposes.reject")
def reject(request: HubRequest) -> HubAnswer:
    """Reject the purpose; only the provider may."""
    return _transition(request, _as_producer(request), REJECT)


@answers("catalog.purposes.suspend")
def suspend(request: HubRequest) -> HubAnswer:
    """Suspend the purpose for the caller's part."""
    row, party = _with_part(request)
    require_state(PURPOSE, row, SUSPEND.sources)
    if party in row["suspended_by"]:
        raise conflict(f"the {party} has suspended the purpose already")
    return _transition(request, row, SUSPEND, suspended_by=[*row["suspended_by"], party])


@answers("catalog.purposes.resume")
def resume(request: HubRequest) -> HubAnswer:
    """Take the caller's own suspension back."""
    row, party = _with_part(request)
    if row["state"] != "suspended" or party not in row["suspended_by"]:
        raise conflict(f"the {party} has not suspended the purpose, which is {row['state']}")
    left = [each for each in row["suspended_by"] if each != party]
    members = {"state": "suspended" if left else "active", "suspended_by": left, "reason": None}
    return HubAnswer(body=_purpose_view(change_row(request, PURPOSE, row, "resumed", **members)))


@answers("catalog.purposes.archive")
def archive(request: HubRequest) -> HubAnswer:
    """Archive the purpose for good, and tell the feed of revocations; only the consumer may."""
    row, reason = _as_consumer(request)[0], reason_of(request)
    answer = _transition(request, row, ARCHIVE)
    tell_revoked(request.world, "purpose", row["id"], reason={"vi": reason} if reason else None)
    return answer


@answers("catalog.purposes.quota")
def quota(request: HubRequest) -> HubAnswer:
    """Return the calls of this day that are left."""
    return HubAnswer(body=quota_of(request.world, _found(request)[0]))


def _found(request: HubRequest) -> tuple[Row, Row]:
    """Return the purpose of the path and its agreement. Raises HubProblem 404 if the caller is no party to it."""
    row = request.world.catalog.purposes.find(request.path["purpose_id"])
    if row is None:
        raise missing("purpose")
    agreement = request.world.catalog.agreements.rows[row["agreement_id"]]
    if party_of(request, agreement) is None:
        raise missing("purpose")
    return row, agreement


def _as_consumer(request: HubRequest) -> tuple[Row, Row]:
    row, agreement = _found(request)
    require(is_consumer(request, agreement), "only the consumer can do this")
    return row, agreement


def _as_producer(request: HubRequest) -> Row:
    row, agreement = _found(request)
    require(is_producer(request, agreement["service_id"]), "only the provider decides on purposes")
    return row


def _with_part(request: HubRequest) -> tuple[Row, Party]:
    row, agreement = _found(request)
    party = party_of(request, agreement)
    if party is None:
        raise missing("purpose")
    return row, party


def _transition(request: HubRequest, row: Row, move: StateTransition, **members: Any) -> HubAnswer:
    return HubAnswer(body=_purpose_view(transition(request, PURPOSE, row, move, **members)))


def _purpose_view(row: Row) -> Row:
    return without_members(row, _HIDDEN)
