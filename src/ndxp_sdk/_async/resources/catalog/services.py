"""Services that systems share."""

from typing import TYPE_CHECKING, Any, Final, Unpack, overload

from ndxp_sdk._async.pager import AsyncPager
from ndxp_sdk._operations.arguments import ServiceLike, colon, query, slash
from ndxp_sdk._operations.collection import READ, ResourceOperations
from ndxp_sdk._operations.parsers import draft_of, model
from ndxp_sdk._pipeline.call import Call
from ndxp_sdk.identifiers import MemberId, ServiceId, SystemId
from ndxp_sdk.models.endpoints import Access
from ndxp_sdk.models.health import ServiceHealth
from ndxp_sdk.models.organizations import Organization
from ndxp_sdk.models.services import (
    Service,
    ServiceChanges,
    ServiceDraft,
    ServiceFields,
    ServiceInteraction,
    ServiceMode,
    ServicePatch,
    VersionState,
)
from ndxp_sdk.models.systems import System

if TYPE_CHECKING:
    from ndxp_sdk._async.sender import AsyncSender

_WHOLE: Final = "/catalog/v1/services"
_SINGLE: Final = f"{_WHOLE}/{{service_id}}"
_SERVICES: Final = ResourceOperations("catalog.services", Service, _WHOLE, _SINGLE)


class AsyncServices:
    """Services that systems share.

    Example:
        async for service in client.catalog.services.list(q="doanh nghiệp", mode="deliver"):
            print(service.id, service.title.vi)
    """

    def __init__(self, client: "AsyncSender") -> None:
        self._client = client

    def list(  # noqa: PLR0913 - because the contract has as many filters
        self,
        *,
        q: str | None = None,
        organization: Organization | MemberId | str | None = None,
        system: System | SystemId | str | None = None,
        mode: ServiceMode | str | None = None,
        interaction: ServiceInteraction | str | None = None,
        state: VersionState | str | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> AsyncPager[Service]:
        """List the services that match; `q` are words to look for in code and text.

        `GET /catalog/v1/services`
        """
        owners = {"organization": slash(MemberId, organization), "system": slash(SystemId, system)}
        kinds = {"mode": mode, "interaction": interaction, "state": state}
        return AsyncPager(
            self._client.execute, _SERVICES.list(query(q=q, **owners, **kinds, cursor=cursor, limit=limit))
        )

    @overload
    async def create(self, draft: ServiceDraft, *, idempotency_key: str | None = None) -> Service: ...

    @overload
    async def create(self, *, idempotency_key: str | None = None, **fields: Unpack[ServiceFields]) -> Service: ...

    async def create(
        self, draft: ServiceDraft | None = None, *, idempotency_key: str | None = None, **fields: Any
    ) -> Service:
        """Register a service of an own system, from a draft or its fields.

        `POST /catalog/v1/services` Raises Conflict (the id is taken), RequestInvalid, AccessDenied.
        """
        made = draft_of(ServiceDraft, draft, fields)
        return await self._client.execute(_SERVICES.create(made, idempotency_key))

    @overload
    async def get(self, service: ServiceLike) -> Service: ...

    @overload
    async def get(self, service: ServiceLike, *, if_none_match: str | None) -> Service | None: ...

    async def get(self, service: ServiceLike, *, if_none_match: str | None = None) -> Service | None:
        """Return one service; None while the copy with the etag `if_none_match` is the current one.

        `GET /catalog/v1/services/{service_id}` Raises NotFound.
        """
        return await self._client.execute(_SERVICES.get({"service_id": colon(ServiceId, service)}, if_none_match))

    @overload
    async def update(self, service: ServiceLike, *, patch: ServicePatch, if_match: str | None = None) -> Service: ...

    @overload
    async def update(
        self, service: ServiceLike, *, if_match: str | None = None, **changes: Unpack[ServiceChanges]
    ) -> Service: ...

    async def update(
        self, service: ServiceLike, *, patch: ServicePatch | None = None, if_match: str | None = None, **changes: Any
    ) -> Service:
        """Change the description of an own service; None takes a value away.

        `PATCH /catalog/v1/services/{service_id}` Raises Conflict (it has changed meanwhile), AccessDenied, NotFound.
        """
        path, made = {"service_id": colon(ServiceId, service)}, draft_of(ServicePatch, patch, changes)
        return await self._client.execute(_SERVICES.update(path, service, if_match, made))

    async def access(self, service: ServiceLike, client: System | SystemId | MemberId | str) -> Access:
        """Return whether a client, a system or an organization without one, may call the service, and which methods.

        `GET /catalog/v1/services/{service_id}/access` Raises NotFound.
        """
        path, asked = {"service_id": colon(ServiceId, service)}, query(client=getattr(client, "id", client))
        call = Call("catalog.services.access", "GET", f"{_SINGLE}/access", model(Access), path, asked, scopes=READ)
        return await self._client.execute(call)

    async def health(self, service: ServiceLike) -> ServiceHealth:
        """Return how the service answered lately.

        `GET /catalog/v1/services/{service_id}/health` Raises NotFound.
        """
        path = {"service_id": colon(ServiceId, service)}
        call = Call("catalog.services.health", "GET", f"{_SINGLE}/health", model(ServiceHealth), path, scopes=READ)
        return await self._client.execute(call)
