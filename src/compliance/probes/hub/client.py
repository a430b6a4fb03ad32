"""Client of the hub for one run, through the SDK and nothing else."""

import asyncio
from collections.abc import Awaitable, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, TypeVar

import ndxp_sdk
from compliance.model.dataclass import dataclass, field
from compliance.model.record import Record, Service
from compliance.model.text import Message
from compliance.probes.errors import CatalogueMissing, HubUnavailable
from compliance.probes.hub.access import HubAccess, HubDialect
from compliance.probes.hub.caller import Caller
from compliance.probes.hub.credential import HubCaller
from compliance.probes.hub.dialects import path_of
from compliance.probes.hub.problems import problem_of
from compliance.probes.hub.tokens import catalogue_credential
from ndxp_sdk.errors import AccessDenied, IdentityError, NotFound, UnexpectedAnswer

if TYPE_CHECKING:
    from ndxp_sdk import AsyncClient
    from ndxp_sdk.models.health import ServiceHealth
    from ndxp_sdk.models.services import Service as Listed
    from ndxp_sdk.models.systems import System

T = TypeVar("T")
_AROUND: Final = timedelta(seconds=2)
_WITHOUT_RIGHT: Final = frozenset({"access-denied", "agreement-inactive", "purpose-inactive"})


@dataclass(slots=True)
class Hub:
    """One hub during one run. Its lists are requested once.

    `client` asks its catalogue and its log, `callers` call services, each in the name of another. `settings` are those
    of the own connection, without a credential. `paths` is where a gateway has a service, by the identifier of each
    that is known.
    """

    access: HubAccess
    client: "AsyncClient"
    callers: Mapping[HubCaller, Caller]
    settings: Mapping[str, Any] = field(default_factory=dict, repr=False)
    paths: dict[str, str] = field(default_factory=dict)
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

    async def identifier_of(self, record: Record, service: Service) -> str | None:
        """Return by which name a service is called, once it is known how it answered before; None if nobody knows one.

        That is the one in the catalogue, or where the hub has none the one in the record.
        """
        try:
            listed = await self.listed(record, service)
        except CatalogueMissing:
            identifier = _in_slashes(service.hub_id) if service.hub_id is not None else None
        else:
            identifier = str(listed.id) if listed is not None else None
            if identifier is not None:
                await self.settled(identifier)
        if identifier is not None:
            self.paths[identifier] = path_of(identifier, service.id, self.access.route.paths)
        return identifier

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
            if self._has_no_catalogue(error):
                template = "the hub {hub} has no catalogue and no log that could be asked; it passes calls on only"
                raise CatalogueMissing(Message.of(template, hub=self.access.url)) from error
            raise unavailable(self.access.url, error) from error

    def _has_no_catalogue(self, error: ndxp_sdk.NdxpError) -> bool:
        """Return whether nobody there speaks as a hub does: adapters and gateways may do nothing but pass calls on."""
        if self.access.route.dialect is HubDialect.XROAD:
            return False
        is_unasked = isinstance(error, IdentityError | AccessDenied) and catalogue_credential(self.access) is None
        return is_unasked or isinstance(error, NotFound | UnexpectedAnswer)

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


def _in_slashes(identifier: str) -> str:
    """Return an identifier of a record in slash form, as it is if it is none."""
    try:
        return ndxp_sdk.ServiceId.parse(identifier).slash
    except ndxp_sdk.NdxpError:
        return identifier


def unavailable(url: str, error: ndxp_sdk.NdxpError) -> HubUnavailable:
    """Return the error for a failed call of the hub; it shows no secret."""
    template = "the hub {hub} could not be asked: {problem}"
    return HubUnavailable(Message.of(template, hub=url, problem=problem_of(error)))
