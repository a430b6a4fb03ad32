"""Acting for another organization."""

from typing import TYPE_CHECKING, Any, Final, Unpack, overload

from ndxp_sdk._async.pager import AsyncPager
from ndxp_sdk._operations.arguments import opaque, query, slash
from ndxp_sdk._operations.collection import ResourceOperations
from ndxp_sdk._operations.parsers import draft_of, formed
from ndxp_sdk.identifiers import MemberId
from ndxp_sdk.models.delegations import Delegation, DelegationDraft, DelegationFields, DelegationState
from ndxp_sdk.models.organizations import Organization
from ndxp_sdk.models.versions import Reason

if TYPE_CHECKING:
    from ndxp_sdk._async.sender import AsyncSender
    from ndxp_sdk.models._model import Draft

_WHOLE: Final = "/catalog/v1/delegations"
_SINGLE: Final = f"{_WHOLE}/{{delegation_id}}"
_DELEGATIONS: Final = ResourceOperations("catalog.delegations", Delegation, _WHOLE, _SINGLE)


class AsyncDelegations:
    """Acting for another organization, as consumer or as producer.

    Example:
        scope = {"service_ids": ["VN/GOV/G12/dkkd/enterprises"]}
        delegation = await client.catalog.delegations.create(
            delegate_organization_id="VN/GOV/G22", role="consumer", scope=scope
        )
    """

    def __init__(self, client: "AsyncSender") -> None:
        self._client = client

    def list(
        self,
        *,
        delegator: Organization | MemberId | str | None = None,
        delegate: Organization | MemberId | str | None = None,
        state: DelegationState | str | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> AsyncPager[Delegation]:
        """List the delegations to which the caller is a party.

        `GET /catalog/v1/delegations`
        """
        parties = {"delegator": slash(MemberId, delegator), "delegate": slash(MemberId, delegate)}
        asked = query(**parties, state=state, cursor=cursor, limit=limit)
        return AsyncPager(self._client.execute, _DELEGATIONS.list(asked))

    @overload
    async def create(self, draft: DelegationDraft, *, idempotency_key: str | None = None) -> Delegation: ...

    @overload
    async def create(self, *, idempotency_key: str | None = None, **fields: Unpack[DelegationFields]) -> Delegation: ...

    async def create(
        self, draft: DelegationDraft | None = None, *, idempotency_key: str | None = None, **fields: Any
    ) -> Delegation:
        """Offer another organization to act for one's own, from a draft or its fields.

        `POST /catalog/v1/delegations` Raises RequestInvalid, AccessDenied, Conflict.
        """
        made = draft_of(DelegationDraft, draft, fields)
        return await self._client.execute(_DELEGATIONS.create(made, idempotency_key))

    @overload
    async def get(self, delegation: Delegation | str) -> Delegation: ...

    @overload
    async def get(self, delegation: Delegation | str, *, if_none_match: str | None) -> Delegation | None: ...

    async def get(self, delegation: Delegation | str, *, if_none_match: str | None = None) -> Delegation | None:
        """Return one delegation; None while the copy with the etag `if_none_match` is the current one.

        `GET /catalog/v1/delegations/{delegation_id}` Raises NotFound.
        """
        return await self._client.execute(_DELEGATIONS.get({"delegation_id": opaque(delegation)}, if_none_match))

    async def accept(self, delegation: Delegation | str, *, if_match: str | None = None) -> Delegation:
        """Accept an offered delegation.

        `POST /catalog/v1/delegations/{delegation_id}:accept` Raises Conflict, AccessDenied, NotFound.
        """
        return await self._move("accept", delegation, if_match)

    async def reject(
        self, delegation: Delegation | str, *, reason: str | None = None, if_match: str | None = None
    ) -> Delegation:
        """Reject an offered delegation.

        `POST /catalog/v1/delegations/{delegation_id}:reject` Raises Conflict, AccessDenied, NotFound.
        """
        return await self._move("reject", delegation, if_match, formed(Reason, reason=reason))

    async def revoke(
        self, delegation: Delegation | str, *, reason: str | None = None, if_match: str | None = None
    ) -> Delegation:
        """Revoke a delegation.

        `POST /catalog/v1/delegations/{delegation_id}:revoke` Raises Conflict, AccessDenied, NotFound.
        """
        return await self._move("revoke", delegation, if_match, formed(Reason, reason=reason))

    async def _move(
        self, verb: str, given: Delegation | str, if_match: str | None, told: "Draft | None" = None
    ) -> Delegation:
        path = {"delegation_id": opaque(given)}
        return await self._client.execute(_DELEGATIONS.transition(verb, path, given, if_match, told))
