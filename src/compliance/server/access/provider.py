"""The OpenID provider: its addresses and keys, and the code that it gave turned into who somebody is."""

import time
from collections.abc import Mapping
from typing import Any, Final

from authlib.oauth2.auth import ClientAuth  # type: ignore[import-untyped]  # because it has no types
from authlib.oauth2.rfc6749.parameters import (  # type: ignore[import-untyped]  # as above
    prepare_grant_uri,
    prepare_token_request,
)
from authlib.oauth2.rfc7636 import create_s256_code_challenge  # type: ignore[import-untyped]  # as above

from compliance.model.address import web_address
from compliance.model.dataclass import dataclass
from compliance.model.text import Message
from compliance.server.access.failures import LogInFailed
from compliance.server.access.fetching import Fetcher
from compliance.server.access.id_token import IdTokenCheck
from compliance.server.access.pending import Begun
from compliance.server.access.settings import OidcAccess, is_loopback

_DISCOVERY: Final = "/.well-known/openid-configuration"
_KEPT: Final = 3600.0
_KEYS_AGAIN: Final = 60.0
"""Seconds after which keys are read again for a token whose key is not among them."""
CALLBACK: Final = "/auth/callback"


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a provider says of itself (OpenID Connect Discovery 1.0)."""

    authorization: str
    token: str
    keys: str
    end_session: str | None
    algorithms: tuple[str, ...]
    is_post_only: bool


class Provider:
    """One provider. All methods that ask it raise `LogInFailed`."""

    def __init__(self, access: OidcAccess, secret: bytes) -> None:
        self._access = access
        self._secret = secret.decode()
        self._fetcher = Fetcher(access.ca_file)
        self._metadata: tuple[float, Metadata] | None = None
        self._keys: tuple[float, Mapping[str, Any]] | None = None

    @property
    def callback(self) -> str:
        """The address to which the provider sends browsers back; never made of what a request says."""
        return self._access.url.rstrip("/") + CALLBACK

    async def log_in_address(self, begun: Begun) -> str:
        """Return where a browser goes to log in."""
        made: str = prepare_grant_uri(
            (await self.metadata()).authorization,
            self._access.client_id,
            "code",
            redirect_uri=self.callback,
            scope=list(self._access.scopes),
            state=begun.state,
            nonce=begun.nonce,
            code_challenge=create_s256_code_challenge(begun.verifier),
            code_challenge_method="S256",
        )
        return made

    async def claims(self, code: str, begun: Begun) -> Mapping[str, Any]:
        """Return what the provider says of whoever came back with a code."""
        metadata = await self.metadata()
        body = prepare_token_request(
            "authorization_code", redirect_uri=self.callback, code=code, code_verifier=begun.verifier
        )
        method = "client_secret_post" if metadata.is_post_only else "client_secret_basic"
        sent = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
        client = ClientAuth(self._access.client_id, self._secret, method)
        address, headers, body = client.prepare("POST", metadata.token, sent, body)
        answer = await self._fetcher.post(address, headers, body)
        token = answer.get("id_token")
        if not isinstance(token, str):
            raise LogInFailed(502, _unexpected(), "the answer holds no ID token")
        check = IdTokenCheck(self._access.issuer, self._access.client_id, metadata.algorithms)
        keys = await self._key_set(metadata)
        if not check.knows_key(token, keys):
            keys = await self._key_set(metadata, is_again=True)
        return check.claims(token, keys, begun.nonce, answer.get("access_token"))

    async def metadata(self) -> Metadata:
        """Return what the provider says of itself, at most an hour old."""
        at = time.monotonic()
        if self._metadata is None or at - self._metadata[0] > _KEPT:
            read = await self._fetcher.get(self._access.issuer.rstrip("/") + _DISCOVERY)
            self._metadata = at, self._read(read)
        return self._metadata[1]

    def _read(self, read: Mapping[str, Any]) -> Metadata:
        if read.get("issuer") != self._access.issuer:
            raise LogInFailed(502, _unexpected(), "the provider names another issuer")
        methods = read.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        algorithms = read.get("id_token_signing_alg_values_supported") or ["RS256"]
        end = read.get("end_session_endpoint")
        return Metadata(
            authorization=self._endpoint(read, "authorization_endpoint"),
            token=self._endpoint(read, "token_endpoint"),
            keys=self._endpoint(read, "jwks_uri"),
            end_session=self._endpoint(read, "end_session_endpoint") if end else None,
            algorithms=tuple(map(str, algorithms)) if isinstance(algorithms, list) else (),
            is_post_only=isinstance(methods, list) and "client_secret_basic" not in methods,
        )

    def _endpoint(self, read: Mapping[str, Any], name: str) -> str:
        found = read.get(name)
        address = web_address(found) if isinstance(found, str) else None
        if address is None or (address.scheme != "https" and not is_loopback(address.host)):
            raise LogInFailed(502, _unexpected(), f"{name} is no address with https")
        return str(found)

    async def _key_set(self, metadata: Metadata, *, is_again: bool = False) -> Mapping[str, Any]:
        at, kept = time.monotonic(), self._keys
        if kept is None or at - kept[0] > (_KEYS_AGAIN if is_again else _KEPT):
            kept = self._keys = at, await self._fetcher.get(metadata.keys)
        return kept[1]


def _unexpected() -> Message:
    return Message.of("the log-in server answered otherwise than expected; the log of the dashboard says how")
