"""`POST /token`: client credentials by HTTP Basic, or by the static header `lgspaccesstoken`."""

import hmac
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import parse_qsl

from ndxp_mocks.hub.domain.identity.sealed_tokens import seal, unseal
from ndxp_mocks.hub.state.table import Row
from ndxp_mocks.hub.state.world import World
from ndxp_mocks.hub.transport.answer import WireAnswer, json_answer
from ndxp_mocks.hub.xroad.incoming import IncomingCall
from ndxp_mocks.protocols.gateway.credentials import STATIC_HEADER, in_basic, in_static_header
from ndxp_mocks.protocols.gateway.errors import INVALID_CREDENTIALS, MISSING_CREDENTIALS, GatewayRefusal

PATH: Final = "/token"
_KIND: Final = "gateway"


def token_answer(world: World, incoming: IncomingCall) -> WireAnswer:
    """Return a token, or an error of RFC 6749."""
    form = dict(parse_qsl(incoming.body.decode("latin-1")))
    if incoming.method != "POST" or form.get("grant_type") != "client_credentials":
        return json_answer(400, _error("unsupported_grant_type", "client_credentials is needed"))
    static = in_static_header(incoming.last(STATIC_HEADER))
    shown = static or in_basic(incoming.last("Authorization"))
    row = None if shown is None else _client(world, *shown)
    if row is None:
        challenge = ("WWW-Authenticate", 'Basic realm="simulated gateway"')
        return json_answer(401, _error("invalid_client", "A valid OAuth client could not be found"), (challenge,))
    lifetime = world.settings.token_lifetime
    token = seal(world, _KIND, {"client_id": row["id"], "is_static": static is not None}, lifetime)
    granted = {"scope": "default", "token_type": "Bearer", "expires_in": lifetime}
    return json_answer(200, {"access_token": token, **granted})


def _error(code: str, description: str) -> dict[str, str]:
    return {"error": code, "error_description": description}


def authenticate_client(world: World, incoming: IncomingCall) -> Row:
    """Return the client whose token came with the call. GatewayRefusal where it is not admitted.

    A token that was got with the static header needs that header again.
    """
    scheme, _, token = (incoming.last("Authorization") or "").partition(" ")
    if scheme.lower() != "bearer":
        raise GatewayRefusal(MISSING_CREDENTIALS)
    claims = unseal(world, _KIND, token.strip())
    if claims is None or (claims["is_static"] and not _shows(incoming, claims)):
        raise GatewayRefusal(INVALID_CREDENTIALS)
    row = world.identity.clients.find(claims["client_id"])
    if row is None or row.get("state", "active") != "active":
        raise GatewayRefusal(INVALID_CREDENTIALS)
    return row


def _shows(incoming: IncomingCall, claims: Mapping[str, Any]) -> bool:
    shown = in_static_header(incoming.last(STATIC_HEADER))
    return shown is not None and shown[0] == claims["client_id"]


def _client(world: World, key: str, secret: str) -> Row | None:
    row = world.identity.clients.find(key)
    known = None if row is None else row.get("secret")
    matches = known is not None and hmac.compare_digest(str(known).encode(), secret.encode())
    return row if matches else None
