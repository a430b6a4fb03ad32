"""Access lists that do not follow the agreements: who was granted access, who lost it, and rights that are lent."""

from ndxp_mocks.hub.domain.catalog.access_rights import rights
from ndxp_mocks.hub.state.table import Row
from ndxp_mocks.hub.state.world import World


def granted_clients(world: World, service_id: str) -> tuple[str, ...]:
    """Return the clients with an agreement in force, in slash form, in the order in which they got it."""
    clients = dict.fromkeys(str(row["consumer_system_id"]) for row in _agreements(world, service_id))
    return tuple(client for client in clients if next(rights(world, client, service_id), None) is not None)


def has_no_agreement(world: World, client_id: str, service_id: str) -> bool:
    """Return whether this client never had an agreement on the service."""
    return all(row["consumer_system_id"] != client_id for row in _agreements(world, service_id))


def has_lost_its_rights(world: World, client_id: str, service_id: str) -> bool:
    """Return whether this client had an agreement on the service, and none is in force."""
    return (
        not has_no_agreement(world, client_id, service_id) and next(rights(world, client_id, service_id), None) is None
    )


def lend_rights(world: World, client_id: str, service_id: str) -> None:
    """Give the client the agreement and the purpose that another one has."""
    held = (right for other in granted_clients(world, service_id) for right in rights(world, other, service_id))
    right = next(held, None)
    if right is not None:
        agreement: Row = {**right.agreement, "id": world.new_id(), "consumer_system_id": client_id}
        world.catalog.agreements.put(agreement)
        world.catalog.purposes.put({**right.purpose, "id": world.new_id(), "agreement_id": agreement["id"]})


def _agreements(world: World, service_id: str) -> tuple[Row, ...]:
    return tuple(row for row in world.catalog.agreements if row["service_id"] == service_id)
