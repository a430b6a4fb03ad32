"""Whether a client may call a service now, and if not, why."""

from collections.abc import Iterator
from typing import Any, Final

from ndxp_mocks.hub.domain.catalog.access_rights import rights
from ndxp_mocks.hub.domain.catalog.agreements import agreement_between, is_callable, is_in_force, version_for
from ndxp_mocks.hub.state.table import Row
from ndxp_mocks.hub.state.world import World

EVERYTHING: Final = {"method": "*", "path": "/**"}


def access_of(world: World, client: str, service_id: str) -> dict[str, Any]:
    """Access of the contract, of a system or of an organization without one. `reasons` are codes of problems."""
    agreement = agreement_between(world, client, service_id)
    reasons = list(_reasons(world, client, agreement))
    return {
        "service_id": service_id,
        "client": client,
        "allowed": not reasons,
        "agreement_id": agreement["id"] if agreement else None,
        "version": agreement["version"] if agreement else None,
        "endpoints": agreement["endpoints"] if agreement and not reasons else [],
        "reasons": reasons,
    }


def _reasons(world: World, client: str, agreement: Row | None) -> Iterator[str]:
    if agreement is None:
        yield "access-denied"
        return
    if not is_in_force(world, agreement):
        yield "agreement-inactive"
    elif next(rights(world, client, agreement["service_id"]), None) is None:
        yield "purpose-inactive"
    if not is_callable(version_for(world, agreement)):
        yield "unavailable"
