"""The right of one system to call one version, and its life cycle."""

from typing import Final

from ndxp_mocks.hub.domain.catalog.agreements import (
    AGREEMENT,
    close_agreement,
    content_hash,
    content_of,
    is_callable,
    shown_agreement,
    version_for,
)
from ndxp_mocks.hub.domain.catalog.mutations import (
    StateTransition,
    change_row,
    conflict,
    reason_of,
    require_state,
    transition,
)
from ndxp_mocks.hub.domain.catalog.parties import Party, invalid, is_consumer, missing, party_of, require
from ndxp_mocks.hub.domain.catalog.service_versions import may_know, newest_on_offer, version_id
from ndxp_mocks.hub.domain.identity.revocations import revoke as tell_revoked
from ndxp_mocks.hub.handlers import answers
from ndxp_mocks.hub.http.messages import HubAnswer, HubRequest
from ndxp_mocks.hub.http.paging import page
from ndxp_mocks.hub.state.table import Row, etag_of

SUSPEND: Final = StateTransition(("active", "suspended"), "suspended", "suspended")
REVOKE: Final = StateTransition(("active", "suspended"), "revoked", "revoked")
ARCHIVE: Final = StateTransition(
    ("draft", "pending", "active", "suspended", "missing_attributes"), "archived", "archived"
)
_UPGRADABLE: Final = ("active", "suspended")
_EQUAL: Final = (("service", "service_id"), ("consumer", "consumer_system_id"), ("state", "state"))


@answers("catalog.agreements.list")
def list_agreements(request: HubRequest) -> HubAnswer:
    """Return those to which the caller is a party, in the order in which they were made."""
    return page(request, request.world.catalog.agreements.where(lambda row: _is_wanted(request, row)), shown_agreement)


@answers("catalog.agreements.get")
def get_agreement(request: HubRequest) -> HubAnswer:
    """Return one, to its parties."""
    return HubAnswer(body=shown_agreement(agreement_of(request)))


@answers("catalog.agreements.suspend")
def suspend(request: HubRequest) -> HubAnswer:
    """Suspend the agreement for the caller's part; the other parties suspend on their own."""
    row, party = agreement_of(request), _part(request)
    require_state(AGREEMENT, row, SUSPEND.sources)
    if party in row["suspended_by"]:
        raise conflict(f"the {party} has suspended the agreement already")
    told = transition(request, AGREEMENT, row, SUSPEND, suspended_by=[*row["suspended_by"], party])
    return HubAnswer(body=shown_agreement(told))


@answers("catalog.agreements.resume")
def resume(request: HubRequest) -> HubAnswer:
    """Take the caller's own suspension back; active again if nobody else suspended it."""
    row, party = agreement_of(request), _part(request)
    if row["state"] != "suspended" or party not in row["suspended_by"]:
        raise conflict(f"the {party} has not suspended the agreement, which is {row['state']}")
    left = [each for each in row["suspended_by"] if each != party]
    members = {"state": "suspended" if left else "active", "suspended_by": left, "reason": None}
    return HubAnswer(body=shown_agreement(change_row(request, AGREEMENT, row, "resumed", **members)))


@answers("catalog.agreements.revoke")
def revoke(request: HubRequest) -> HubAnswer:
    """Revoke the agreement for good, and tell the feed of revocations."""
    return _ended(request, REVOKE)


@answers("catalog.agreements.archive")
def archive(request: HubRequest) -> HubAnswer:
    """Return the end of what is no longer needed."""
    return _ended(request, ARCHIVE)


@answers("catalog.agreements.upgrade")
def upgrade(request: HubRequest) -> HubAnswer:
    """Move the agreement to another version; only the consumer may. The content changes, so signatures end."""
    row = agreement_of(request)
    require(is_consumer(request, row), "only the consumer moves its agreement to another version")
    require_state(AGREEMENT, row, _UPGRADABLE)
    target = _target(request, row)
    wants_signatures = target["signature_policy"] == "required"
    members = {
        **row,
        "version": target["version"],
        "signature_policy": target["signature_policy"],
        "quotas": target["quotas"],
        "signatures": [],
        "state": "pending" if wants_signatures else row["state"],
    }
    told = change_row(request, AGREEMENT, members, "upgraded", content_hash=content_hash(members))
    close_agreement(request, row)
    return HubAnswer(body=shown_agreement(told))


@answers("catalog.agreements.contract")
def contract(request: HubRequest) -> HubAnswer:
    """Return the content that the parties sign, with its hash."""
    row = agreement_of(request)
    content = content_of(row)
    body = {"agreement_id": row["id"], "content": content, "content_hash": content_hash(row)}
    return HubAnswer(body={**body, "etag": etag_of(body)})


def agreement_of(request: HubRequest) -> Row:
    """Return the agreement of the path. Raises HubProblem 404 if there is none to which the caller is a party."""
    row = request.world.catalog.agreements.find(request.path["agreement_id"])
    if row is None or party_of(request, row) is None:
        raise missing("agreement")
    return row


def _part(request: HubRequest) -> Party:
    party = party_of(request, agreement_of(request))
    if party is None:
        raise missing("agreement")
    return party


def _is_wanted(request: HubRequest, row: Row) -> bool:
    if any(request.query.get(name) not in (None, row[member]) for name, member in _EQUAL):
        return False
    return party_of(request, row) is not None


def _ended(request: HubRequest, move: StateTransition) -> HubAnswer:
    row, reason = agreement_of(request), reason_of(request)
    told = transition(request, AGREEMENT, row, move)
    tell_revoked(request.world, "agreement", row["id"], reason={"vi": reason} if reason else None)
    close_agreement(request, row)
    return HubAnswer(body=shown_agreement(told))


def _target(request: HubRequest, row: Row) -> Row:
    """Return the version to move to.

    Raises HubProblem 422 if there is none such, 409 where it takes no calls or is the same.
    """
    wanted = (request.body or {}).get("version")
    target = (
        newest_on_offer(request.world, row["service_id"])
        if wanted is None
        else request.world.catalog.versions.find(version_id(row["service_id"], wanted))
    )
    if target is None or not may_know(request, target):
        raise invalid("/version", "unknown-value", "the catalogue has no such version of the service")
    if target["id"] == version_for(request.world, row)["id"]:
        raise conflict(f"the agreement is on version {row['version']} already")
    if not is_callable(target):
        raise conflict(f"version {target['version']} is {target['state']} and takes no calls")
    return target
