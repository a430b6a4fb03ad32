"""The SOAP services that the hub knows. Our catalogue has none, so they stand in a table of their own."""

from collections.abc import Iterator

from ndxp_mocks.hub.state.table import Row
from ndxp_mocks.hub.state.world import World
from ndxp_mocks.hub.xroad.identifiers import Identifier


def soap_service(world: World, service: Identifier, version: str | None) -> Row | None:
    """Return the row of exactly this version: none is chosen where a message names none."""
    held = world.catalog.soap_services.where(lambda row: row["service"] == service.slash and row["version"] == version)
    return next(held, None)


def is_soap_service(world: World, service: Identifier) -> bool:
    """Return whether there is such a service in any version."""
    return any(row["service"] == service.slash for row in world.catalog.soap_services)


def soap_services_of(world: World, system: Identifier) -> Iterator[Row]:
    """Yield the SOAP services of a system."""
    return world.catalog.soap_services.where(lambda row: row["system_id"] == system.slash)
