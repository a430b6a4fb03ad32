"""Versions of services, with their life cycle."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, Unpack, overload

from ndxp_sdk._async.pager import AsyncPager
from ndxp_sdk._operations.arguments import ServiceLike, VersionLike, colon, query, version_path
from ndxp_sdk._operations.collection import READ, ResourceOperations
from ndxp_sdk._operations.parsers import draft_of, formed, model
from ndxp_sdk._pipeline.call import Call
from ndxp_sdk.identifiers import ServiceId
from ndxp_sdk.models._model import Draft
from ndxp_sdk.models.endpoints import Endpoint, EndpointList
from ndxp_sdk.models.services import VersionState
from ndxp_sdk.models.versions import (
    Reason,
    ServiceVersion,
    VersionChanges,
    VersionDeprecation,
    VersionDraft,
    VersionFields,
    VersionPatch,
)

if TYPE_CHECKING:
    from ndxp_sdk._async.sender import AsyncSender

_WHOLE: Final = "/catalog/v1/services/{service_id}/versions"
_SINGLE: Final = f"{_WHOLE}/{{version}}"
_VERSIONS: Final = ResourceOperations("catalog.versions", ServiceVersion, _WHOLE, _SINGLE)


class AsyncVersions:
    """Versions of services, with their life cycle.

    A version is given as its ServiceVersion, as `service@version`, or as a service with the version beside it. Verbs
    need to know which state of it you have seen: give the ServiceVersion that you read, or its etag as `if_match`.

    Example:
        draft = await client.catalog.versions.get("VN/GOV/G12/dkkd/enterprises", "1.5.0")
        published = await client.catalog.versions.publish(draft)
    """

    def __init__(self, client: "AsyncSender") -> None:
        self._client = client

    def list(
        self,
        service: ServiceLike,
        *,
        state: VersionState | str | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> AsyncPager[ServiceVersion]:
        """List the versions of a service, newest first.

        `GET /catalog/v1/services/{service_id}/versions` Raises NotFound.
        """
        asked = query(state=state, cursor=cursor, limit=limit)
        call = _VERSIONS.list(asked, {"service_id": colon(ServiceId, service)})
        return AsyncPager(self._client.execute, call)

    @overload
    async def create(
        self, service: ServiceLike, draft: VersionDraft, *, idempotency_key: str | None = None
    ) -> ServiceVersion: ...

    @overload
    async def create(
        self, service: ServiceLike, *, idempotency_key: str | None = None, **fields: Unpack[VersionFields]
    ) -> ServiceVersion: ...

    async def create(
        self,
        service: ServiceLike,
        draft: VersionDraft | None = None,
        *,
        idempotency_key: str | None = None,
        **fields: Any,
    ) -> ServiceVersion:
        """Draft a new version, from a draft or its fields.

        `POST /catalog/v1/services/{service_id}/versions` Raises Conflict (it exists), RequestInvalid, NotFound.
        """
        made, path = draft_of(VersionDraft, draft, fields), {"service_id": colon(ServiceId, service)}
        return await self._client.execute(_VERSIONS.create(made, idempotency_key, path))

    @overload
    async def get(self, service: VersionLike, version: str | None = None) -> ServiceVersion: ...

    @overload
    async def get(
        self, service: VersionLike, version: str | None = None, *, if_none_match: str | None
    ) -> ServiceVersion | None: ...

    async def get(
        self, service: VersionLike, version: str | None = None, *, if_none_match: str | None = None
    ) -> ServiceVersion | None:
        """Return one version; None while the copy with the etag `if_none_match` is the current one.

        `GET /catalog/v1/services/{service_id}/versions/{version}` Raises NotFound.
        """
        return await self._client.execute(_VERSIONS.get(version_path(service, version), if_none_match))

    @overload
    async def update(
        self, service: VersionLike, version: str | None = None, *, patch: VersionPatch, if_match: str | None = None
    ) -> ServiceVersion: ...

    @overload
    async def update(
        self,
        service: VersionLike,
        version: str | None = None,
        *,
        if_match: str | None = None,
        **changes: Unpack[VersionChanges],
    ) -> ServiceVersion: ...

    async def update(
        self,
        service: VersionLike,
        version: str | None = None,
        *,
        patch: VersionPatch | None = None,
        if_match: str | None = None,
        **changes: Any,
    ) -> ServiceVersion:
        """Change a version; None takes a value away. The policies are fixed once it is published.

        `PATCH /catalog/v1/services/{service_id}/versions/{version}` Raises Conflict, RequestInvalid, NotFound.
        """
        path, made = version_path(service, version), draft_of(VersionPatch, patch, changes)
        return await self._client.execute(_VERSIONS.update(path, service, if_match, made))

    async def publish(
        self, service: VersionLike, version: str | None = None, *, if_match: str | None = None
    ) -> ServiceVersion:
        """Publish a draft that has a specification; pending_approval where the operator of the hub approves first.

        `POST /catalog/v1/services/{service_id}/versions/{version}:publish` Raises Conflict, NotFound.
        """
        return await self._move("publish", service, version, if_match)

    async def approve(
        self, service: VersionLike, version: str | None = None, *, if_match: str | None = None
    ) -> ServiceVersion:
        """Approve a version that waits for approval, which publishes it.

        `POST /catalog/v1/services/{service_id}/versions/{version}:approve` Raises Conflict, AccessDenied, NotFound.
        """
        return await self._move("approve", service, version, if_match)

    async def reject(
        self,
        service: VersionLike,
        version: str | None = None,
        *,
        reason: str | None = None,
        if_match: str | None = None,
    ) -> ServiceVersion:
        """Send a version that waits for approval back to draft.

        `POST /catalog/v1/services/{service_id}/versions/{version}:reject` Raises Conflict, AccessDenied, NotFound.
        """
        return await self._move("reject", service, version, if_match, formed(Reason, reason=reason))

    async def suspend(
        self,
        service: VersionLike,
        version: str | None = None,
        *,
        reason: str | None = None,
        if_match: str | None = None,
    ) -> ServiceVersion:
        """Stop calls to a published version for a time.

        `POST /catalog/v1/services/{service_id}/versions/{version}:suspend` Raises Conflict, NotFound.
        """
        return await self._move("suspend", service, version, if_match, formed(Reason, reason=reason))

    async def resume(
        self, service: VersionLike, version: str | None = None, *, if_match: str | None = None
    ) -> ServiceVersion:
        """Allow calls to a suspended version again.

        `POST /catalog/v1/services/{service_id}/versions/{version}:resume` Raises Conflict, NotFound.
        """
        return await self._move("resume", service, version, if_match)

    async def deprecate(
        self,
        service: VersionLike,
        version: str | None = None,
        *,
        reason: str | None = None,
        sunset_at: datetime | None = None,
        if_match: str | None = None,
    ) -> ServiceVersion:
        """Announce the end of a published version; calls pass until `sunset_at`.

        `POST /catalog/v1/services/{service_id}/versions/{version}:deprecate` Raises Conflict, NotFound.
        """
        told = draft_of(VersionDeprecation, None, {"reason": reason, "sunset_at": sunset_at})
        return await self._move("deprecate", service, version, if_match, told)

    async def archive(
        self,
        service: VersionLike,
        version: str | None = None,
        *,
        reason: str | None = None,
        if_match: str | None = None,
    ) -> ServiceVersion:
        """End a version: archiving while agreements remain, then archived; a draft at once.

        `POST /catalog/v1/services/{service_id}/versions/{version}:archive` Raises Conflict, NotFound.
        """
        return await self._move("archive", service, version, if_match, formed(Reason, reason=reason))

    async def endpoints(self, service: VersionLike, version: str | None = None) -> tuple[Endpoint, ...]:
        """Return methods and paths of a version, all at once.

        `GET /catalog/v1/services/{service_id}/versions/{version}/endpoints` Raises NotFound.
        """
        path = version_path(service, version)
        call = Call("catalog.versions.endpoints", "GET", f"{_SINGLE}/endpoints", model(EndpointList), path, scopes=READ)
        return (await self._client.execute(call)).items

    async def _move(
        self, verb: str, service: VersionLike, version: str | None, if_match: str | None, told: Draft | None = None
    ) -> ServiceVersion:
        path = version_path(service, version)
        return await self._client.execute(_VERSIONS.transition(verb, path, service, if_match, told))
