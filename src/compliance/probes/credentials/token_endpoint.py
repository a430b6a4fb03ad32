"""Access tokens from a token endpoint (RFC 6749, 4.4; RFC 7523): asked over verified TLS, at an address that is known.

The address is the one that the credential names; one that only a document names has to be on the host of the service,
because whoever writes the document would else be sent the secret.
"""

import json
from datetime import datetime
from typing import Any, Final, Protocol

import ndxp_sdk
from compliance.model.dataclass import dataclass, field
from compliance.model.openapi.node import Node
from compliance.model.openapi.security import flows_of
from compliance.model.text import Message
from compliance.probes.credential_reference import Scheme
from compliance.probes.credentials.held import Held
from compliance.probes.errors import CredentialUnusable
from compliance.probes.net.http_client import HttpResponse, Permit, Request, send
from compliance.probes.net.network import Network
from compliance.probes.net.tls_context import TlsOffer
from compliance.probes.net.url import Url, joined, read_url
from ndxp_sdk.errors import MissingExtra
from ndxp_sdk.tokens import TokenRequest, TokenSpec

_KNOWN: Final = frozenset(
    {"client_id", "client_secret", "key", "passphrase", "token_url", "scope", "audience", "method", "algorithm"}
)
_LARGEST: Final = 64 * 1024


@dataclass(frozen=True, slots=True)
class Granted:
    """A token, and the scopes that it was given for as the endpoint says; None if it says nothing."""

    token: str = field(repr=False)
    scopes: frozenset[str] | None = None


class _Asks(Protocol):
    def __call__(self, wanted: TokenSpec, url: str, now: float) -> TokenRequest: ...


def address_of(held: Held, scheme: Node | None, base: Url) -> Url:
    """Return the address of the token endpoint; raises `CredentialUnusable` if there is none that may be asked."""
    named = (held.members or {}).get("token_url")
    if isinstance(named, str):
        url = read_url(named)
        if url is None or not url.is_secure:
            raise held.wrong("the token_url of the credential {credential} is no https address")
        return url
    for flow_name, flow in flows_of(scheme) if scheme is not None else ():
        url = joined(base, flow.text("tokenUrl") or "") if flow_name in {"clientCredentials", "application"} else None
        if url is not None and url.is_secure and url.server.host == base.server.host:
            return url
    raise held.wrong(
        "the credential {credential} names no token_url, and the document none on the host of the service; "
        "write the credential as JSON with client_id, client_secret and token_url"
    )


async def granted(
    held: Held, url: Url, scopes: frozenset[str], offer: TlsOffer, now: datetime, network: Network
) -> Granted:
    """Ask for a token; raises `CredentialUnusable` for what is no token, and what `send` raises."""
    asked = _request(held, url, scopes, now)
    fields = (*asked.headers, ("Content-Type", asked.media_type))
    permit = Permit(url.server, frozenset({"POST"}))
    answer = await send(Request("POST", url, fields, asked.content, permit), offer, _LARGEST, network)
    return _granted(held, answer)


def check(held: Held) -> None:
    """Look whether a request for a token can be made of a credential; raises `CredentialUnusable`."""
    _client(held, _members(held))


def _request(held: Held, url: Url, scopes: frozenset[str], now: datetime) -> TokenRequest:
    members = _members(held)
    wanted = TokenSpec(frozenset(str(members["scope"]).split()) if "scope" in members and not scopes else scopes)
    return _client(held, members)(wanted, str(url), now.timestamp())


def _client(held: Held, members: dict[str, Any]) -> _Asks:
    try:
        return _asks(held, members)
    except MissingExtra:
        unusable = held.wrong("the credential {credential} needs joserfc, which the extra jwt brings")
    except (ndxp_sdk.NdxpError, TypeError, ValueError, KeyError):
        # because a traceback may show the secret
        unusable = held.wrong(
            "the credential {credential} is not usable: look at its members, its key and its algorithm"
        )
    raise unusable


def _asks(held: Held, members: dict[str, Any]) -> _Asks:
    if held.reference.scheme is Scheme.PRIVATE_KEY_JWT:
        passphrase = members.get("passphrase")
        signing = ndxp_sdk.PrivateKeyJwt(
            members["client_id"],
            _secret(members["key"]),
            _secret(passphrase) if passphrase is not None else None,
            members.get("algorithm"),
        )
        signing.header(signing.signing_key())
        return lambda wanted, url, now: signing.request(wanted, url, members.get("audience") or url, now)
    client = ndxp_sdk.ClientSecret(
        members["client_id"], ndxp_sdk.Secret(members["client_secret"]), members.get("method", "basic")
    )
    return lambda wanted, url, now: client.request(wanted, url)  # noqa: ARG005 - the shape of both


def _secret(given: Any) -> ndxp_sdk.Secret:
    """Return a key that stands there as text or JWK, or behind a reference."""
    if isinstance(given, dict):
        return ndxp_sdk.Secret(json.dumps(given))
    text = str(given)
    return ndxp_sdk.Secret.at(text) if text.startswith(("env:", "file:", "cmd:")) else ndxp_sdk.Secret(text)


def _members(held: Held) -> dict[str, Any]:
    members = held.members
    if members is None:
        client, separator, secret = held.text.partition(":")
        if held.reference.scheme is Scheme.PRIVATE_KEY_JWT or not separator:
            raise held.wrong(
                "the credential {credential} is not in the form that is expected: JSON with client_id, token_url and "
                "client_secret (client-credentials, where id:secret will do too) or key (private-key-jwt)"
            )
        return {"client_id": client, "client_secret": secret}
    if unknown := sorted(set(members) - _KNOWN):
        raise held.wrong(
            "the credential {credential} has a member {found}; known: {known}",
            found=unknown[0][:20],
            known=", ".join(sorted(_KNOWN)),
        )
    return members


def _granted(held: Held, answer: HttpResponse) -> Granted:
    members = None if answer.is_truncated else answer.json()
    said: dict[str, Any] = members if isinstance(members, dict) else {}
    token = said.get("access_token")
    if answer.status != 200 or not isinstance(token, str) or not token:
        raise CredentialUnusable(
            Message.of(
                "the token endpoint of the credential {credential} answered {status} without a token",
                credential=str(held.reference),
                status=answer.status,
            )
        )
    scopes = said.get("scope")
    return Granted(token, frozenset(scopes.split()) if isinstance(scopes, str) else None)
