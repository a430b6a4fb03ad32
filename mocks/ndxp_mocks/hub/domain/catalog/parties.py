"""Parties of a service or an agreement: consumer, producer, operator of the hub, or nobody."""

from collections.abc import Iterator
from typing import Any, Final, Literal

from ndxp_mocks.hub.contract.formats import moment
from ndxp_mocks.hub.http.messages import Caller, HubProblem, HubRequest
from ndxp_mocks.hub.injection.point import Point
from ndxp_mocks.hub.state.table import Row
from ndxp_mocks.hub.state.world import World
from ndxp_mocks.platform.platform import Platform

REGISTRATION: Final[Point[Platform]] = Point("registration", "before-send")  # a platform as the hub registers it
OPERATOR: Final = "VN/GOV/EXAMPLE/operator"
Party = Literal["consumer", "producer", "platform"]


def caller_of(request: HubRequest) -> Caller:
    """Return the caller of an operation that is open to nobody else."""
    if request.caller is None:
        raise TypeError(f"{request.operation} was reached without a caller")
    return request.caller


def slash(colon: str) -> str:
    """Return the identifier of a path in the form that bodies and queries have."""
    return colon.replace(":", "/")


def system_of(service_id: str) -> str:
    """Return the system that shares the service."""
    return service_id.rpartition("/")[0]


def organization_of(system_id: str) -> str:
    """Return the organization that runs the system."""
    return system_id.rpartition("/")[0]


def is_operator(request: HubRequest) -> bool:
    """Return whether the operator of the hub calls."""
    return caller_of(request).system_id == OPERATOR


def is_producer(request: HubRequest, service_id: str) -> bool:
    """Return whether the caller shares this service, or acts for who does."""
    caller, system = caller_of(request), system_of(service_id)
    if caller.system_id == system:
        return True
    return any(
        each["role"] == "producer"
        and each["delegator_organization_id"] == organization_of(system)
        and service_id in each["scope"]["service_ids"]
        for each in _held_by(request.world, caller)
    )


def is_consumer(request: HubRequest, row: Row) -> bool:
    """Return whether the caller is the consumer of a request or agreement, or acts for it under its delegation."""
    caller = caller_of(request)
    if caller.system_id == row["consumer_system_id"]:
        return True
    return any(each["id"] == row["delegation_id"] for each in _held_by(request.world, caller))


def party_of(request: HubRequest, row: Row) -> Party | None:
    """Return the part of the caller in an access request or agreement, None if it has none."""
    if is_consumer(request, row):
        return "consumer"
    if is_producer(request, row["service_id"]):
        return "producer"
    return "platform" if is_operator(request) else None


def require(allowed: bool, told: str) -> None:
    """Raise HubProblem 403 unless this is allowed to the caller."""
    if not allowed:
        raise HubProblem(403, "access-denied", told)


def missing(what: str) -> HubProblem:
    """Return the answer for what does not exist, or what the caller may not know of."""
    return HubProblem(404, "not-found", f"there is no such {what}, or the caller is no party to it")


def invalid(pointer: str, code: str, told: str) -> HubProblem:
    """Return the answer for a body that is well-formed and names what cannot be."""
    errors: list[dict[str, Any]] = [{"pointer": pointer, "code": code, "detail": told}]
    return HubProblem(422, "request-invalid", f"{pointer}: {told}", errors=errors)


def require_ahead(request: HubRequest, name: str) -> None:
    """Raise HubProblem 422 if the body names a moment that has passed."""
    stamp = (request.body or {}).get(name)
    if stamp is not None and moment(stamp).timestamp() <= request.world.clock.now():
        raise invalid(f"/{name}", "too-small", "a moment to come is expected")


def is_in_force(world: World, delegation: Row) -> bool:
    """Return whether a delegation is active and has not ended."""
    end = delegation["valid_until"]
    return delegation["state"] == "active" and (end is None or moment(end).timestamp() > world.clock.now())


def _held_by(world: World, caller: Caller) -> Iterator[Row]:
    held = world.catalog.delegations.where(lambda row: row["delegate_organization_id"] == caller.organization_id)
    return (row for row in held if is_in_force(world, row))
