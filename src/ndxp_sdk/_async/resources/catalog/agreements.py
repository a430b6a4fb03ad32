"""The right of one system to call one version."""

from typing import TYPE_CHECKING, Final, overload

from ndxp_sdk._async.pager import AsyncPager
from ndxp_sdk._operations.arguments import ServiceLike, opaque, query, slash
from ndxp_sdk._operations.collection import WRITE, ResourceOperations, read
from ndxp_sdk._operations.parsers import formed, model
from ndxp_sdk._pipeline.call import Call
from ndxp_sdk._validators import ONE_LINE, needed
from ndxp_sdk.identifiers import ServiceId, SystemId
from ndxp_sdk.models.agreements import Agreement, AgreementState, AgreementUpgrade, Contract, Party
from ndxp_sdk.models.systems import System
from ndxp_sdk.models.versions import Reason

if TYPE_CHECKING:
    from ndxp_sdk._async.sender import AsyncSender
    from ndxp_sdk.models._model import Draft

_WHOLE: Final = "/catalog/v1/agreements"
_SINGLE: Final = f"{_WHOLE}/{{agreement_id}}"
_AGREEMENTS: Final = ResourceOperations("catalog.agreements", Agreement, _WHOLE, _SINGLE)


class AsyncAgreements:
    """The right of one system to call one version. Each party can suspend it for its own part.

    Example:
        agreement = await client.catalog.agreements.list(service="VN/GOV/G12/dkkd/enterprises", state="active").first()
        agreement = await client.catalog.agreements.suspend(agreement, reason="Bảo trì hệ thống")
    """

    def __init__(self, client: "AsyncSender") -> None:
        self._client = client

    def list(
        self,
        *,
        service: ServiceLike | None = None,
        consumer: System | SystemId | str | None = None,
        state: AgreementState | str | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> AsyncPager[Agreement]:
        """List the agreements to which the caller is a party.

        `GET /catalog/v1/agreements`
        """
        parties = {"service": slash(ServiceId, service), "consumer": slash(SystemId, consumer)}
        asked = query(**parties, state=state, cursor=cursor, limit=limit)
        return AsyncPager(self._client.execute, _AGREEMENTS.list(asked))

    @overload
    async def get(self, agreement: Agreement | str) -> Agreement: ...

    @overload
    async def get(self, agreement: Agreement | str, *, if_none_match: str | None) -> Agreement | None: ...

    async def get(self, agreement: Agreement | str, *, if_none_match: str | None = None) -> Agreement | None:
        """Return one agreement; None while the copy with the etag `if_none_match` is the current one.

        `GET /catalog/v1/agreements/{agreement_id}` Raises NotFound.
        """
        return await self._client.execute(_AGREEMENTS.get({"agreement_id": opaque(agreement)}, if_none_match))

    async def suspend(
        self, agreement: Agreement | str, *, reason: str | None = None, if_match: str | None = None
    ) -> Agreement:
        """Suspend for the own part; the other parties can suspend independently.

        `POST /catalog/v1/agreements/{agreement_id}:suspend` Raises Conflict, NotFound.
        """
        return await self._move("suspend", agreement, if_match, formed(Reason, reason=reason))

    async def resume(self, agreement: Agreement | str, *, if_match: str | None = None) -> Agreement:
        """Take the own suspension back; active again when nobody else suspends it.

        `POST /catalog/v1/agreements/{agreement_id}:resume` Raises Conflict, NotFound.
        """
        return await self._move("resume", agreement, if_match)

    async def revoke(
        self, agreement: Agreement | str, *, reason: str | None = None, if_match: str | None = None
    ) -> Agreement:
        """Revoke for good.

        `POST /catalog/v1/agreements/{agreement_id}:revoke` Raises Conflict, NotFound.
        """
        return await self._move("revoke", agreement, if_match, formed(Reason, reason=reason))

    async def upgrade(
        self, agreement: Agreement | str, *, version: str | None = None, if_match: str | None = None
    ) -> Agreement:
        """Move the agreement to a newer version, the newest published one by default; signatures end.

        `POST /catalog/v1/agreements/{agreement_id}:upgrade` Raises Conflict, RequestInvalid, NotFound.
        """
        return await self._move("upgrade", agreement, if_match, formed(AgreementUpgrade, version=version))

    async def archive(
        self, agreement: Agreement | str, *, reason: str | None = None, if_match: str | None = None
    ) -> Agreement:
        """End the agreement.

        `POST /catalog/v1/agreements/{agreement_id}:archive` Raises Conflict, NotFound.
        """
        return await self._move("archive", agreement, if_match, formed(Reason, reason=reason))

    @overload
    async def contract(self, agreement: Agreement | str) -> Contract: ...

    @overload
    async def contract(self, agreement: Agreement | str, *, if_none_match: str | None) -> Contract | None: ...

    async def contract(self, agreement: Agreement | str, *, if_none_match: str | None = None) -> Contract | None:
        """Return the content that the parties sign, with its hash; None as with `get`.

        `GET /catalog/v1/agreements/{agreement_id}/contract` Raises NotFound.
        """
        path = {"agreement_id": opaque(agreement)}
        call = read("catalog.agreements.contract", f"{_SINGLE}/contract", Contract, path, if_none_match)
        return await self._client.execute(call)

    async def sign(self, agreement: Agreement | str, party: Party | str, jws: str) -> Agreement:
        """Sign for `consumer` or `producer`: a compact JWS whose payload is the text of `content_hash`.

        `PUT /catalog/v1/agreements/{agreement_id}/signatures/{party}` Raises Conflict (the content has
        changed), NotFound.
        """
        call = Call(
            operation="catalog.agreements.sign",
            method="PUT",
            template=f"{_SINGLE}/signatures/{{party}}",
            reads=model(Agreement),
            path={"agreement_id": opaque(agreement), "party": opaque(party)},
            content=needed("jws", jws, ONE_LINE).encode(),
            media_type="application/jose",
            scopes=WRITE,
        )
        return await self._client.execute(call)

    async def _move(
        self, verb: str, given: Agreement | str, if_match: str | None, told: "Draft | None" = None
    ) -> Agreement:
        path = {"agreement_id": opaque(given)}
        return await self._client.execute(_AGREEMENTS.transition(verb, path, given, if_match, told))
