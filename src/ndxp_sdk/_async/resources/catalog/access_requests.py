"""Asking for access."""

from typing import TYPE_CHECKING, Any, Final, Unpack, overload

from ndxp_sdk._async.pager import AsyncPager
from ndxp_sdk._operations.arguments import ServiceLike, opaque, query, slash
from ndxp_sdk._operations.collection import ResourceOperations
from ndxp_sdk._operations.parsers import draft_of, formed
from ndxp_sdk.identifiers import ServiceId, SystemId
from ndxp_sdk.models.access_requests import (
    AccessRequest,
    AccessRequestDraft,
    AccessRequestFields,
    AccessRequestState,
)
from ndxp_sdk.models.systems import System
from ndxp_sdk.models.versions import Reason

if TYPE_CHECKING:
    from ndxp_sdk._async.sender import AsyncSender
    from ndxp_sdk.models._model import Draft

_WHOLE: Final = "/catalog/v1/access-requests"
_SINGLE: Final = f"{_WHOLE}/{{access_request_id}}"
_ACCESS_REQUESTS: Final = ResourceOperations("catalog.access_requests", AccessRequest, _WHOLE, _SINGLE)


class AsyncAccessRequests:
    """Asking for access: the consumer drafts and submits, the provider approves, which makes an agreement.

    Example:
        request = await client.catalog.access_requests.create(
            consumer_system_id="VN/GOV/G22/mot-cua",
            service_id="VN/GOV/G12/dkkd/enterprises",
            version="1.4.0",
            justification="Kiểm tra tình trạng doanh nghiệp khi tiếp nhận hồ sơ một cửa",
        )
        request = await client.catalog.access_requests.submit(request)
    """

    def __init__(self, client: "AsyncSender") -> None:
        self._client = client

    def list(
        self,
        *,
        service: ServiceLike | None = None,
        consumer: System | SystemId | str | None = None,
        state: AccessRequestState | str | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> AsyncPager[AccessRequest]:
        """List the own access requests, and those for own services.

        `GET /catalog/v1/access-requests`
        """
        parties = {"service": slash(ServiceId, service), "consumer": slash(SystemId, consumer)}
        asked = query(**parties, state=state, cursor=cursor, limit=limit)
        return AsyncPager(self._client.execute, _ACCESS_REQUESTS.list(asked))

    @overload
    async def create(self, draft: AccessRequestDraft, *, idempotency_key: str | None = None) -> AccessRequest: ...

    @overload
    async def create(
        self, *, idempotency_key: str | None = None, **fields: Unpack[AccessRequestFields]
    ) -> AccessRequest: ...

    async def create(
        self, draft: AccessRequestDraft | None = None, *, idempotency_key: str | None = None, **fields: Any
    ) -> AccessRequest:
        """Draft an access request, from a draft or its fields.

        `POST /catalog/v1/access-requests` Raises RequestInvalid, AccessDenied.
        """
        made = draft_of(AccessRequestDraft, draft, fields)
        return await self._client.execute(_ACCESS_REQUESTS.create(made, idempotency_key))

    @overload
    async def get(self, access_request: AccessRequest | str) -> AccessRequest: ...

    @overload
    async def get(self, access_request: AccessRequest | str, *, if_none_match: str | None) -> AccessRequest | None: ...

    async def get(
        self, access_request: AccessRequest | str, *, if_none_match: str | None = None
    ) -> AccessRequest | None:
        """Return one access request; None while the copy with the etag `if_none_match` is the current one.

        `GET /catalog/v1/access-requests/{access_request_id}` Raises NotFound.
        """
        path = {"access_request_id": opaque(access_request)}
        return await self._client.execute(_ACCESS_REQUESTS.get(path, if_none_match))

    async def submit(self, access_request: AccessRequest | str, *, if_match: str | None = None) -> AccessRequest:
        """Hand the request in: pending, or approved at once where the version approves automatically.

        `POST /catalog/v1/access-requests/{access_request_id}:submit` Raises Conflict, NotFound.
        """
        return await self._move("submit", access_request, if_match)

    async def approve(self, access_request: AccessRequest | str, *, if_match: str | None = None) -> AccessRequest:
        """Approve the request, which makes an agreement: `agreement_id` of the result.

        `POST /catalog/v1/access-requests/{access_request_id}:approve` Raises Conflict, AccessDenied, NotFound.
        """
        return await self._move("approve", access_request, if_match)

    async def reject(
        self, access_request: AccessRequest | str, *, reason: str | None = None, if_match: str | None = None
    ) -> AccessRequest:
        """Reject the request.

        `POST /catalog/v1/access-requests/{access_request_id}:reject` Raises Conflict, AccessDenied, NotFound.
        """
        return await self._move("reject", access_request, if_match, formed(Reason, reason=reason))

    async def withdraw(
        self, access_request: AccessRequest | str, *, reason: str | None = None, if_match: str | None = None
    ) -> AccessRequest:
        """Withdraw the own request.

        `POST /catalog/v1/access-requests/{access_request_id}:withdraw` Raises Conflict, NotFound.
        """
        return await self._move("withdraw", access_request, if_match, formed(Reason, reason=reason))

    async def _move(
        self, verb: str, given: AccessRequest | str, if_match: str | None, told: "Draft | None" = None
    ) -> AccessRequest:
        path = {"access_request_id": opaque(given)}
        return await self._client.execute(_ACCESS_REQUESTS.transition(verb, path, given, if_match, told))
