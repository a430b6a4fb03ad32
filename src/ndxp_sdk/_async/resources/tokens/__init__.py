"""The issuer of tokens: what it tells, and the keys by which clients prove who they are."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Final, TypeVar, overload

from ndxp_sdk._concurrency.lazy import lazy_property
from ndxp_sdk._concurrency.sansio import arun
from ndxp_sdk._http.response import Response
from ndxp_sdk._oauth.token_request import TokenRequest, TokenSpec
from ndxp_sdk._operations.arguments import headers
from ndxp_sdk._operations.collection import CURRENT
from ndxp_sdk._operations.exchange.interactions import nothing
from ndxp_sdk._operations.parse import read
from ndxp_sdk._operations.parsers import model, model_or_304
from ndxp_sdk._operations.tokens import (
    DIAGNOSTICS,
    INTROSPECTION,
    JWKS,
    KNOWN,
    METADATA,
    REVOCATION,
    TOKEN,
    prepare_issuer_request,
    provider_of,
    result,
    token_form,
    token_spec,
    url_of,
)
from ndxp_sdk._pipeline.call import Call
from ndxp_sdk._validators import needed
from ndxp_sdk.models.tokens import Introspection, IssuerMetadata, JsonWebKeySet, Token, TokenDiagnosis
from ndxp_sdk.secrets import Secret

if TYPE_CHECKING:
    from ndxp_sdk._async.resources.tokens.client_keys import AsyncClientKeys
    from ndxp_sdk._async.resources.tokens.revocations import AsyncRevocations
    from ndxp_sdk._async.sender import AsyncSender
    from ndxp_sdk.tokens.check import Check
    from ndxp_sdk.tokens.evidence import KnownFacts

T = TypeVar("T")
NO_SCOPES: Final[frozenset[str]] = frozenset()


class AsyncTokens:
    """The issuer of tokens. Tokens for calls are had without any of this.

    for check in await client.tokens.explain(["catalog:read"]):
        print(check)
    """

    def __init__(self, client: "AsyncSender") -> None:
        self._client = client

    @lazy_property
    def client_keys(self) -> "AsyncClientKeys":
        """The public keys of own clients."""
        from ndxp_sdk._async.resources.tokens.client_keys import AsyncClientKeys

        return AsyncClientKeys(self._client)

    @lazy_property
    def revocations(self) -> "AsyncRevocations":
        """The revocations: keys and tokens that are no longer valid."""
        from ndxp_sdk._async.resources.tokens.revocations import AsyncRevocations

        return AsyncRevocations(self._client)

    @overload
    async def metadata(self) -> IssuerMetadata: ...

    @overload
    async def metadata(self, *, if_none_match: str | None) -> IssuerMetadata | None: ...

    async def metadata(self, *, if_none_match: str | None = None) -> IssuerMetadata | None:
        """Return the issuer, its addresses and what it supports; None while the copy with `if_none_match` is current.

        `GET /.well-known/oauth-authorization-server`
        """
        known = headers(if_none_match=if_none_match)
        reads = model_or_304(IssuerMetadata)
        return await self._read(Call("tokens.metadata", "GET", METADATA, reads, headers=known, answers=CURRENT))

    @overload
    async def jwks(self) -> JsonWebKeySet: ...

    @overload
    async def jwks(self, *, if_none_match: str | None) -> JsonWebKeySet | None: ...

    async def jwks(self, *, if_none_match: str | None = None) -> JsonWebKeySet | None:
        """Return the keys for tokens, snapshots and webhooks; None while the copy with `if_none_match` is current.

        `GET /.well-known/jwks.json`
        """
        known = headers(if_none_match=if_none_match)
        reads = model_or_304(JsonWebKeySet)
        return await self._read(Call("tokens.jwks", "GET", JWKS, reads, headers=known, answers=CURRENT))

    async def issue(
        self, scopes: Iterable[str] = NO_SCOPES, *, agreement_id: str | None = None, purpose_id: str | None = None
    ) -> Token:
        """Issue a token to be used elsewhere; calls of this client have theirs without it.

        `POST /oauth2/token` Raises IdentityError, AccessDenied, RequestInvalid.
        """
        wanted = token_spec(scopes, agreement_id, purpose_id)
        request, answer = await self._asked("tokens.issue", TOKEN, wanted)
        return result(self._client.config, model(Token), "tokens.issue", request, answer)

    async def diagnose(
        self, scopes: Iterable[str] = NO_SCOPES, *, agreement_id: str | None = None, purpose_id: str | None = None
    ) -> TokenDiagnosis:
        """Return what the server says of each check of a token request; it issues none. `explain` tells more.

        `POST /oauth2/token/diagnostics` Raises IdentityError, AccessDenied, RequestInvalid.
        """
        wanted = token_spec(scopes, agreement_id, purpose_id)
        request, answer = await self._asked("tokens.diagnose", DIAGNOSTICS, wanted)
        return result(self._client.config, model(TokenDiagnosis), "tokens.diagnose", request, answer)

    async def introspect(self, token: Secret | str, *, token_type_hint: str | None = None) -> Introspection:
        """Return whether a token is active and what it holds, to the client that it was issued to or is for.

        `POST /oauth2/introspect` Raises IdentityError, RequestInvalid.
        """
        form = token_form(token, token_type_hint)
        request, answer = await self._asked("tokens.introspect", INTROSPECTION, TokenSpec(), form)
        return result(self._client.config, model(Introspection), "tokens.introspect", request, answer)

    async def revoke(self, token: Secret | str, *, token_type_hint: str | None = None) -> None:
        """Revoke an own token; it is no failure when it was not valid anyway.

        `POST /oauth2/revoke` Raises IdentityError, RequestInvalid.
        """
        form = token_form(token, token_type_hint)
        request, answer = await self._asked("tokens.revoke", REVOCATION, TokenSpec(), form)
        result(self._client.config, nothing, "tokens.revoke", request, answer)

    async def explain(
        self,
        scopes: Iterable[str] = NO_SCOPES,
        *,
        agreement_id: str | None = None,
        purpose_id: str | None = None,
        known: "KnownFacts | None" = None,
    ) -> "tuple[Check, ...]":
        """Explain which check of a token request passes and which fails, ours and the server's, with advice.

        Takes no token; the first check that failed is the one to mend. Fails for nothing but wrong use.
        """
        source = provider_of(self._client.config)
        needed("known", known, KNOWN)
        wanted = token_spec(scopes, agreement_id, purpose_id)
        return await source.aexplain(wanted, partial(self._fetch, "tokens.explain"), known)

    async def _asked(
        self, operation: str, path: str, wanted: TokenSpec, form: Mapping[str, str] | None = None
    ) -> tuple[TokenRequest, Response]:
        config = self._client.config
        steps = provider_of(config).asking(wanted, url_of(config, path), form)
        return await arun(steps, partial(self._fetch, operation))

    async def _fetch(self, operation: str, request: TokenRequest) -> Response:
        prepared = prepare_issuer_request(self._client.config, operation, request)
        answer: Response = (await self._client.perform(prepared)).answer
        return answer

    async def _read(self, call: Call[T]) -> T:
        prepared = self._client.config.prepare_open(call)
        return read(call, await self._client.perform(prepared))
