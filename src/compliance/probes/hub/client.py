"""Client of the hub for one run, through the SDK and nothing else."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Mapping
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import ndxp_sdk
from compliance.model.dataclass import dataclass, field
from compliance.model.record import Record, Service
from compliance.model.text import Message
from compliance.probes.errors import HubUnavailable
from compliance.probes.hub.access import HubAccess
from compliance.probes.hub.problems import problem_of
from compliance.probes.hub.witness import Witness
from compliance.probes.proxy_reference import ProxyReference
from ndxp_sdk.errors import NotFound

if TYPE_CHECKING:
    from ndxp_sdk import AsyncClient
    from ndxp_sdk.credentials import Credential
    from ndxp_sdk.models.health import ServiceHealth
    from ndxp_sdk.models.services import Service as Listed
    from ndxp_sdk.models.systems import System

T = TypeVar("T")
_AROUND: Final = timedelta(seconds=2)
_WITHOUT_RIGHT: Final = frozenset({"access-denied", "agreement-inactive", "purpose-inactive"})


@dataclass(slots=True)
class Hub:
    """One hub during one run. Its lists are requested once."""

    access: HubAccess
    client: "AsyncClient"
    witness: Witness
    settings: Mapping[str, Any] = field(repr=False)
    _healths: "dict[str, asyncio.Task[ServiceHealth]]" = field(default_factory=dict, init=False)
    _systems: "asyncio.Task[tuple[System, ...]] | None" = field(default=None, init=False)

    async def system_of(self, record: Record) -> "System | None":
        """Return the system of the platform: the one that names its slug, else the one whose code is the slug."""
        systems = await self.answered(self._listed())
        named = (system for system in systems if system.platform_slug == record.slug)
        coded = (system for system in systems if system.subsystem_code == record.slug)
        return next(named, None) or next(coded, None)

    async def services_of(self, system: "System") -> "tuple[Listed, ...]":
        """Return every service that the hub lists of the system."""
        return await self.answered(self._collected(system))

    async def listed(self, record: Record, service: Service) -> "Listed | None":
        """Return what the hub lists for a service of a record, None if it lists no such service."""
        system = await self.system_of(record)
        return find_listed(service, await self.services_of(system)) if system is not None else None

    async def health_of(self, identifier: str) -> "ServiceHealth":
        """Return how a service answered before this run called it: whoever calls waits for it first."""
        if identifier not in self._healths:
            self._healths[identifier] = asyncio.ensure_future(self.client.catalog.services.health(identifier))
        return await self.answered(asyncio.shield(self._healths[identifier]))

    async def is_own(self, identifier: str, at: datetime) -> bool | None:
        """Return whether the exchange that the log has at a moment was our own, None if it does not show ours."""
        try:
            legs = await self.client.transactions.list(
                after=at - _AROUND, before=at + _AROUND, service=identifier, outcome="succeeded"
            ).collect()
        except ndxp_sdk.NdxpError:
            return None  # because reading the log is a right of its own
        return any(str(leg.client) == self.access.client for leg in legs)

    async def settled(self, identifier: str) -> None:
        """Wait until it is known how a service answered before: a call of our own must not count as use."""
        with suppress(HubUnavailable):
            await self.health_of(identifier)

    async def is_agreed(self, identifier: str, client: str) -> bool | None:
        """Return whether the catalogue knows an agreement in force, None if it does not tell us."""
        try:
            access = await self.client.catalog.services.access(identifier, client)
        except ndxp_sdk.NdxpError:
            return None  # because only the client itself and the provider may ask
        return access.agreement_id is not None and _WITHOUT_RIGHT.isdisjoint(access.reasons)

    async def document_of(self, record: Record, service: Service) -> tuple[str, bytes] | None:
        """Return address and bytes of the document of the latest version of a service, None if the hub has none."""
        listed = await self.listed(record, service)
        if listed is None or listed.latest_version is None:
            return None
        try:
            found = await self.client.catalog.specifications.get(listed.id, listed.latest_version)
        except NotFound:
            return None
        except ndxp_sdk.NdxpError as error:
            raise unavailable(self.access.url, error) from error
        return address_of_document(self.access.url, listed, listed.latest_version), found.content

    async def owner_of(self, listed: "Listed") -> str | None:
        """Return the name of the agency that an entry of the catalogue names, None if it names nobody known."""
        try:
            owner = await self.client.catalog.organizations.get(listed.organization_id)
        except NotFound:
            return None
        except ndxp_sdk.NdxpError as error:
            raise unavailable(self.access.url, error) from error
        return owner.name.vi or None

    async def description_of(self, listed: "Listed") -> str | None:
        """Return where the description of the version on offer stands, None if there is no version or none of it."""
        if listed.latest_version is None:
            return None
        try:
            version = await self.client.catalog.versions.get(listed.id, listed.latest_version)
        except NotFound:
            return None
        except ndxp_sdk.NdxpError as error:
            raise unavailable(self.access.url, error) from error
        described = version.specification is not None
        return address_of_document(self.access.url, listed, listed.latest_version) if described else None

    async def answered(self, call: Awaitable[T]) -> T:
        """Return what a call of the hub gives; raises `HubUnavailable` for whatever goes wrong."""
        try:
            return await call
        except ndxp_sdk.NdxpError as error:
            raise unavailable(self.access.url, error) from error

    async def _listed(self) -> "tuple[System, ...]":
        if self._systems is None:
            self._systems = asyncio.ensure_future(self._all_systems())
        return await asyncio.shield(self._systems)

    async def _all_systems(self) -> "tuple[System, ...]":
        return tuple([system async for system in self.client.catalog.systems.list(limit=500)])

    async def _collected(self, system: "System") -> "tuple[Listed, ...]":
        return tuple([service async for service in self.client.catalog.services.list(system=system.id, limit=500)])


def address_of_document(url: str, listed: "Listed", version: str) -> str:
    """Return where the hub hands out the document of a version."""
    return f"{url}/catalog/v1/services/{listed.id.colon}/versions/{version}/specification"


def find_listed(service: Service, listed: "tuple[Listed, ...]") -> "Listed | None":
    """Return what the hub lists for a service of a record: by identifier, or by code if the record names none.

    That the member is another one is a question of its own: system and code tell the service.
    """
    if service.hub_id is not None:
        known = service.hub_id.split("/")
        return next((each for each in listed if str(each.id).split("/")[3:] == known[3:]), None)
    return next((each for each in listed if each.service_code == service.id), None)


def unavailable(url: str, error: ndxp_sdk.NdxpError) -> HubUnavailable:
    """Return the error for a failed call of the hub; it shows no secret."""
    template = "the hub {hub} could not be asked: {problem}"
    return HubUnavailable(Message.of(template, hub=url, problem=problem_of(error)))


@asynccontextmanager
async def open_hub(
    access: HubAccess | None, ca_file: Path | None, seconds: float, proxy: ProxyReference | None
) -> AsyncIterator[Hub | None]:
    """Open the hub until the end of the block; yield None if no hub was named.

    `seconds` are for one call, all tries together.
    """
    if access is None:
        yield None
        return
    witness, settings = Witness(ndxp_sdk.XRoad()), client_settings(access, ca_file, seconds, proxy)
    # because one service that is down must not keep the others of the hub from being looked at
    retry = ndxp_sdk.Retry(first_rest=0.0, longest_rest=0.0)
    async with ndxp_sdk.AsyncClient(access.url, dialect=witness, retry=retry, **settings) as client:
        yield Hub(access, client, witness, settings)


def client_settings(
    access: HubAccess, ca_file: Path | None, seconds: float, proxy: ProxyReference | None
) -> dict[str, Any]:
    """Return the settings of a client for the hub; raises `HubUnavailable` for a reference that leads nowhere."""
    given: dict[str, Any] = {
        "client": access.client,
        "credential": credential(access),
        "tls": ndxp_sdk.Tls(ca=ca_file) if ca_file is not None else ndxp_sdk.Tls(),
        "timeout": ndxp_sdk.Timeout(total=seconds),
    }
    if proxy is None:
        return given
    try:
        return {**given, "trust_env": True} if proxy.is_environment else {**given, "proxy": proxy.address()}
    except ndxp_sdk.NdxpError as error:
        raise unavailable(access.url, error) from None


def credential(access: HubAccess) -> "Credential | None":
    """Return what proves the caller to the hub; raises `HubUnavailable` for a reference that leads nowhere."""
    if access.scheme is None or access.secret is None:
        return None
    try:
        secret = ndxp_sdk.Secret.at(access.secret)
        if access.scheme == "bearer":
            return ndxp_sdk.StaticToken(secret)
        client_id, _, own = secret.reveal().partition(":")
        return ndxp_sdk.ClientSecret(client_id, ndxp_sdk.Secret(own))
    except ndxp_sdk.NdxpError as error:
        raise unavailable(access.url, error) from error
