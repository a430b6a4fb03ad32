"""Public keys of own clients."""

from typing import TYPE_CHECKING, Any, Final, Unpack, overload

from ndxp_sdk._async.pager import AsyncPager
from ndxp_sdk._operations.arguments import opaque, query
from ndxp_sdk._operations.collection import ResourceOperations
from ndxp_sdk._operations.exchange.interactions import deleted
from ndxp_sdk._operations.parsers import draft_of
from ndxp_sdk.models.tokens import ClientKey, ClientKeyCreate, ClientKeyFields

if TYPE_CHECKING:
    from ndxp_sdk._async.sender import AsyncSender

_WHOLE: Final = "/oauth2/clients/{client_id}/keys"
_SINGLE: Final = f"{_WHOLE}/{{kid}}"
_SCOPES: Final = frozenset({"keys:write"})
_KEYS: Final = ResourceOperations("tokens.client_keys", ClientKey, _WHOLE, _SINGLE, _SCOPES, _SCOPES)


class AsyncClientKeys:
    """Public keys of own clients. Several may be active, so that one can follow the other without a gap.

    key = await client.tokens.client_keys.create("my-client", jwk={"kty": "EC", "crv": "P-256", "x": "…", "y": "…"})
    """

    def __init__(self, client: "AsyncSender") -> None:
        self._client = client

    def list(self, client: str, *, cursor: str | None = None, limit: int | None = None) -> AsyncPager[ClientKey]:
        """List the keys of a client, newest first.

        `GET /oauth2/clients/{client_id}/keys` Raises AccessDenied, NotFound.
        """
        call = _KEYS.list(query(cursor=cursor, limit=limit), {"client_id": opaque(client)})
        return AsyncPager(self._client.execute, call)

    @overload
    async def create(self, client: str, draft: ClientKeyCreate, *, idempotency_key: str | None = None) -> ClientKey: ...

    @overload
    async def create(
        self, client: str, *, idempotency_key: str | None = None, **fields: Unpack[ClientKeyFields]
    ) -> ClientKey: ...

    async def create(
        self, client: str, draft: ClientKeyCreate | None = None, *, idempotency_key: str | None = None, **fields: Any
    ) -> ClientKey:
        """Register a public key, as a JWK or as a certificate in PEM, from a draft or its fields.

        `POST /oauth2/clients/{client_id}/keys` Raises RequestInvalid, Conflict, AccessDenied, NotFound.
        """
        made = draft_of(ClientKeyCreate, draft, fields)
        return await self._client.execute(_KEYS.create(made, idempotency_key, {"client_id": opaque(client)}))

    @overload
    async def get(self, client: str, kid: ClientKey | str) -> ClientKey: ...

    @overload
    async def get(self, client: str, kid: ClientKey | str, *, if_none_match: str | None) -> ClientKey | None: ...

    async def get(self, client: str, kid: ClientKey | str, *, if_none_match: str | None = None) -> ClientKey | None:
        """Return one key; None while the copy with the etag `if_none_match` is the current one.

        `GET /oauth2/clients/{client_id}/keys/{kid}` Raises AccessDenied, NotFound.
        """
        return await self._client.execute(_KEYS.get(_path(client, kid), if_none_match))

    async def delete(self, client: str, kid: ClientKey | str) -> None:
        """Revoke a key at once.

        `DELETE /oauth2/clients/{client_id}/keys/{kid}` Raises Conflict (the last one of the client), NotFound.
        """
        await self._client.execute(deleted(_KEYS, _path(client, kid)))


def _path(client: str, key: ClientKey | str) -> dict[str, str]:
    return {"client_id": opaque(client), "kid": opaque(key.kid if isinstance(key, ClientKey) else key)}
