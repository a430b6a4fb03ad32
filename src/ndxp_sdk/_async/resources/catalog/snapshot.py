"""The signed state of trust."""

from typing import TYPE_CHECKING, overload

from ndxp_sdk._operations.arguments import headers
from ndxp_sdk._operations.collection import CURRENT, READ
from ndxp_sdk._operations.parsers import model
from ndxp_sdk._operations.snapshot import snapshot
from ndxp_sdk._pipeline.call import Call
from ndxp_sdk.models.snapshot import Snapshot
from ndxp_sdk.models.tokens import JsonWebKeySet

if TYPE_CHECKING:
    from ndxp_sdk._async.sender import AsyncSender


class AsyncCatalogSnapshot:
    """The signed state of trust: who takes part, with what. Traffic stops where it has expired.

    Example:
        snapshot = await client.catalog.snapshot.verified()
        print(snapshot.payload.version, snapshot.is_expired())
    """

    def __init__(self, client: "AsyncSender") -> None:
        self._client = client

    @overload
    async def get(self) -> Snapshot: ...

    @overload
    async def get(self, *, if_none_match: str | None) -> Snapshot | None: ...

    async def get(self, *, if_none_match: str | None = None) -> Snapshot | None:
        """Return the snapshot, not verified; None while the copy with the etag `if_none_match` is the current one.

        `GET /catalog/v1/snapshot`
        """
        call = Call(
            operation="catalog.snapshot.get",
            method="GET",
            template="/catalog/v1/snapshot",
            reads=snapshot,
            headers=headers(if_none_match=if_none_match),
            answers=CURRENT,
            scopes=READ,
        )
        return await self._client.execute(call)

    async def verified(self) -> Snapshot:
        """Return the snapshot, verified with the keys that the hub publishes; needs the extra `jwt`.

        `GET /catalog/v1/snapshot`, then `GET /.well-known/jwks.json` Raises TrustFailure, MissingExtra.
        """
        found = await self.get()
        call = Call("tokens.jwks", "GET", "/.well-known/jwks.json", model(JsonWebKeySet))
        return found.verified((await self._client.execute(call)).keys)
