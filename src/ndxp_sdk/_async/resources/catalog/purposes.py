"""Purposes: the uses of an agreement, each with its legal basis."""

from typing import TYPE_CHECKING, Any, Final, Unpack, overload

from ndxp_sdk._async.pager import AsyncPager
from ndxp_sdk._operations.arguments import opaque, query
from ndxp_sdk._operations.collection import READ, ResourceOperations
from ndxp_sdk._operations.parsers import draft_of, formed, model
from ndxp_sdk._pipeline.call import Call
from ndxp_sdk.models.agreements import Agreement
from ndxp_sdk.models.purposes import Purpose, PurposeDraft, PurposeFields, PurposeQuota, PurposeState
from ndxp_sdk.models.versions import Reason

if TYPE_CHECKING:
    from ndxp_sdk._async.sender import AsyncSender
    from ndxp_sdk.models._model import Draft

_WHOLE: Final = "/catalog/v1/agreements/{agreement_id}/purposes"
_SINGLE: Final = "/catalog/v1/purposes/{purpose_id}"
_PURPOSES: Final = ResourceOperations("catalog.purposes", Purpose, _WHOLE, _SINGLE)


class AsyncPurposes:
    """The purposes of agreements: each a use with its legal basis and its daily calls.

    Example:
        purpose = await client.catalog.purposes.create(
            agreement, title="Xác thực doanh nghiệp", legal_basis="Nghị định 47/2020/NĐ-CP", daily_calls=500
        )
        purpose = await client.catalog.purposes.activate(purpose)
    """

    def __init__(self, client: "AsyncSender") -> None:
        self._client = client

    def list(
        self,
        agreement: Agreement | str,
        *,
        state: PurposeState | str | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> AsyncPager[Purpose]:
        """List the purposes of an agreement.

        `GET /catalog/v1/agreements/{agreement_id}/purposes` Raises NotFound.
        """
        asked = query(state=state, cursor=cursor, limit=limit)
        return AsyncPager(self._client.execute, _PURPOSES.list(asked, {"agreement_id": opaque(agreement)}))

    @overload
    async def create(
        self, agreement: Agreement | str, draft: PurposeDraft, *, idempotency_key: str | None = None
    ) -> Purpose: ...

    @overload
    async def create(
        self, agreement: Agreement | str, *, idempotency_key: str | None = None, **fields: Unpack[PurposeFields]
    ) -> Purpose: ...

    async def create(
        self,
        agreement: Agreement | str,
        draft: PurposeDraft | None = None,
        *,
        idempotency_key: str | None = None,
        **fields: Any,
    ) -> Purpose:
        """Draft a purpose, from a draft or its fields.

        `POST /catalog/v1/agreements/{agreement_id}/purposes` Raises RequestInvalid, Conflict, NotFound.
        """
        made, path = draft_of(PurposeDraft, draft, fields), {"agreement_id": opaque(agreement)}
        return await self._client.execute(_PURPOSES.create(made, idempotency_key, path))

    @overload
    async def get(self, purpose: Purpose | str) -> Purpose: ...

    @overload
    async def get(self, purpose: Purpose | str, *, if_none_match: str | None) -> Purpose | None: ...

    async def get(self, purpose: Purpose | str, *, if_none_match: str | None = None) -> Purpose | None:
        """Return one purpose; None while the copy with the etag `if_none_match` is the current one.

        `GET /catalog/v1/purposes/{purpose_id}` Raises NotFound.
        """
        return await self._client.execute(_PURPOSES.get({"purpose_id": opaque(purpose)}, if_none_match))

    async def activate(self, purpose: Purpose | str, *, if_match: str | None = None) -> Purpose:
        """Begin to use a purpose: active, or waiting_for_approval where it needs more calls than the version grants.

        `POST /catalog/v1/purposes/{purpose_id}:activate` Raises Conflict, NotFound.
        """
        return await self._move("activate", purpose, if_match)

    async def approve(self, purpose: Purpose | str, *, if_match: str | None = None) -> Purpose:
        """Approve a purpose that waits for approval.

        `POST /catalog/v1/purposes/{purpose_id}:approve` Raises Conflict, AccessDenied, NotFound.
        """
        return await self._move("approve", purpose, if_match)

    async def reject(
        self, purpose: Purpose | str, *, reason: str | None = None, if_match: str | None = None
    ) -> Purpose:
        """Reject a purpose that waits for approval.

        `POST /catalog/v1/purposes/{purpose_id}:reject` Raises Conflict, AccessDenied, NotFound.
        """
        return await self._move("reject", purpose, if_match, formed(Reason, reason=reason))

    async def suspend(
        self, purpose: Purpose | str, *, reason: str | None = None, if_match: str | None = None
    ) -> Purpose:
        """Suspend a purpose.

        `POST /catalog/v1/purposes/{purpose_id}:suspend` Raises Conflict, NotFound.
        """
        return await self._move("suspend", purpose, if_match, formed(Reason, reason=reason))

    async def resume(self, purpose: Purpose | str, *, if_match: str | None = None) -> Purpose:
        """Use a suspended purpose again.

        `POST /catalog/v1/purposes/{purpose_id}:resume` Raises Conflict, NotFound.
        """
        return await self._move("resume", purpose, if_match)

    async def archive(
        self, purpose: Purpose | str, *, reason: str | None = None, if_match: str | None = None
    ) -> Purpose:
        """End a purpose.

        `POST /catalog/v1/purposes/{purpose_id}:archive` Raises Conflict, NotFound.
        """
        return await self._move("archive", purpose, if_match, formed(Reason, reason=reason))

    async def quota(self, purpose: Purpose | str) -> PurposeQuota:
        """Return what is left of the daily calls.

        `GET /catalog/v1/purposes/{purpose_id}/quota` Raises NotFound.
        """
        path = {"purpose_id": opaque(purpose)}
        call = Call("catalog.purposes.quota", "GET", f"{_SINGLE}/quota", model(PurposeQuota), path, scopes=READ)
        return await self._client.execute(call)

    async def _move(
        self, verb: str, given: Purpose | str, if_match: str | None, told: "Draft | None" = None
    ) -> Purpose:
        path = {"purpose_id": opaque(given)}
        return await self._client.execute(_PURPOSES.transition(verb, path, given, if_match, told))
