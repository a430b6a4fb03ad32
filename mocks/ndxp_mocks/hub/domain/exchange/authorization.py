"""Whether a system may use a service by interactions, subscriptions or transfers: its agreement and its purpose."""

from collections.abc import Iterator, Mapping
from typing import Any

from ndxp_mocks.hub.contract.formats import moment
from ndxp_mocks.hub.domain.catalog.parties import caller_of, invalid, missing, system_of
from ndxp_mocks.hub.http.messages import HubProblem, HubRequest
from ndxp_mocks.hub.state.table import Row
from ndxp_mocks.hub.state.world import World


def authorize(request: HubRequest, service_id: str) -> dict[str, str | None]:
    """Return `agreement_id` and `purpose_id` under which the caller uses the service; of body or token, else any.

    HubProblem 404 for an unknown service, 403 without an agreement or where agreement or purpose is not active.
    """
    if service_id not in request.world.catalog.services:
        raise missing("service")
    agreement = _agreement(request, service_id)
    if agreement["state"] != "active" or not _is_running(request.world, agreement):
        raise HubProblem(403, "agreement-inactive", f"the agreement {agreement['id']} is not active")
    purpose_id = _named(request, "purpose_id")
    if purpose_id is not None:
        _require_purpose(request.world, purpose_id, agreement)
    return {"agreement_id": agreement["id"], "purpose_id": purpose_id}


def is_agreed(world: World, consumer: str, producer: str) -> bool:
    """Return whether the consumer has an active agreement on some service of the producer; both are systems."""
    return any(
        row["state"] == "active" and system_of(row["service_id"]) == producer for row in _agreements(world, consumer)
    )


def _agreement(request: HubRequest, service_id: str) -> Row:
    """Return the agreement that is named; without a name an active one on the service comes first."""
    caller, named = caller_of(request), _named(request, "agreement_id")
    found = [row for row in _agreements(request.world, caller.system_id) if row["service_id"] == service_id]
    if named is not None:
        found = [row for row in found if row["id"] == named]
    if not found:
        raise HubProblem(403, "access-denied", f"{caller.system_id} has no such agreement on the service")
    return min(found, key=lambda row: row["state"] != "active")


def _agreements(world: World, consumer: str) -> Iterator[Row]:
    return world.catalog.agreements.where(lambda row: row["consumer_system_id"] == consumer)


def _named(request: HubRequest, name: str) -> str | None:
    """Return the id in the body, else the one that the token is bound to."""
    body: Mapping[str, Any] = request.body if isinstance(request.body, dict) else {}
    found: str | None = body.get(name) or caller_of(request).claims.get(name)
    return found


def _is_running(world: World, agreement: Row) -> bool:
    end = agreement.get("valid_until")
    return end is None or moment(end).timestamp() > world.clock.now()


def _require_purpose(world: World, purpose_id: str, agreement: Row) -> None:
    purpose = world.catalog.purposes.find(purpose_id)
    if purpose is None or purpose["agreement_id"] != agreement["id"]:
        raise invalid("/purpose_id", "unknown-value", "a purpose of the agreement is expected")
    if purpose["state"] != "active":
        raise HubProblem(403, "purpose-inactive", f"the purpose {purpose_id} is not active")
