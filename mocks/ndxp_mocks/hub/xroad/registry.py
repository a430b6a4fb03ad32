"""Rows of the catalogue that the security servers read. All names of columns that they need stand here."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from typing import Final

from ndxp_mocks.hub.state.settings import Profile
from ndxp_mocks.hub.state.table import Row
from ndxp_mocks.hub.state.world import World
from ndxp_mocks.hub.xroad.identifiers import Identifier

CALLABLE_STATES: Final = frozenset({"published", "deprecated", "archiving"})
_NEVER_PUBLISHED: Final = frozenset({"draft", "pending_approval"})
SERVER_CODE: Final = "ss1"
_NOT_IN_HOSTS: Final = re.compile("[^a-z0-9.-]+")
_VERSIONS: Final[Mapping[str, str]] = {"xroad-7.7": "7.7.0"}
_NEWEST: Final = "7.8.1"


def connection_type(world: World, client: Identifier) -> str | None:
    """Return http, https_no_auth or https; None for a client that is not registered.

    No certificate is a member's own.
    """
    if client.kind == "MEMBER":
        return world.settings.usual_connection if client.slash in world.catalog.organizations else None
    system = world.catalog.systems.find(client.slash)
    return None if system is None else str(system.get("connection_type", "http"))


def thumbprints(world: World, client: Identifier) -> frozenset[str]:
    """Return the SHA-256 of the certificates with which this client may connect."""
    system = world.catalog.systems.find(client.slash) or {}
    return frozenset(each["sha256"] for each in system.get("certificates", ()))


def system_with(world: World, certificate: bytes) -> Row | None:
    """Return the system for which this certificate is registered."""
    wanted = hashlib.sha256(certificate).hexdigest()
    held = world.catalog.systems.where(
        lambda row: any(each["sha256"] == wanted for each in row.get("certificates", ()))
    )
    return next(held, None)


def systems_of(world: World, organization: Row) -> Iterator[Row]:
    """Yield the systems of a member."""
    return world.catalog.systems.where(lambda row: row["organization_id"] == organization["id"])


def server_of(client: Identifier) -> Identifier:
    """Return the security server of a member: the mock gives each member one."""
    return Identifier("SERVER", (*client.parts[:3], SERVER_CODE))


def is_server(world: World, server: Identifier) -> bool:
    """Return whether there is such a security server."""
    return server.parts[3] == SERVER_CODE and "/".join(server.parts[:3]) in world.catalog.organizations


def address_of_server(server: Identifier) -> str:
    """Return the made-up host name under which the global configuration knows it."""
    named = ".".join((server.parts[3], *reversed(server.parts[:3]), "example"))
    return _NOT_IN_HOSTS.sub("-", named.lower())


def road_version(profile: Profile) -> str:
    """Return the version that the servers of this profile say they are."""
    return _VERSIONS.get(profile, _NEWEST)


def service_of(world: World, service: Identifier) -> Row | None:
    """Return the service's row, None if there is none or it was never published."""
    row = world.catalog.services.find(service.slash)
    return row if row is not None and tuple(published(world, service.slash)) else None


def services_of(world: World, system: Identifier) -> Iterator[Row]:
    """Yield the services of a system that were ever published."""
    rows = world.catalog.services.where(lambda row: row["system_id"] == system.slash)
    return (row for row in rows if tuple(published(world, str(row["id"]))))


def published(world: World, service_id: str) -> Iterator[Row]:
    """Yield the versions that are or were published, oldest first."""
    return world.catalog.versions.where(
        lambda row: row["service_id"] == service_id and row["state"] not in _NEVER_PUBLISHED
    )


def version_of(world: World, service_id: str, version: str | None) -> Row | None:
    """Return this version; without one the newest that can be called, or else the newest."""
    if version is not None:
        return world.catalog.versions.find(f"{service_id}@{version}")
    rows = tuple(published(world, service_id))
    able = tuple(row for row in rows if row["state"] in CALLABLE_STATES)
    return next(reversed(able or rows), None)


def base_addresses(version: Row) -> tuple[str, ...]:
    """Return the addresses at which the service itself listens."""
    return tuple(version.get("base_urls") or ())


def notice_of(version: Row) -> str | None:
    """Say why the version cannot be called; None if it can."""
    if version["state"] in CALLABLE_STATES:
        return None
    return str(version.get("reason") or f"version {version['version']} is {version['state']}")
