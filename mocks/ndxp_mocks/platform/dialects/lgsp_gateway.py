"""The gateway of a ministry (LGSP): a token for the static header, then calls of the systems behind it.

A call is `/{api}/{version}/{path}`, or without the version as façades have it; the API is the slug of a system that the
same agency had when the list was issued. Both the header and the token come with each call, and the gateway calls the
system in its own name. How long a token lasts, and the errors, are those of the gateway of the mock hub.
"""

import hmac
import re
import secrets
import time
from functools import partial
from typing import Final
from urllib.parse import parse_qsl, quote

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from ndxp_mocks.platform.app import application, demands_token
from ndxp_mocks.platform.archetypes import operations_of
from ndxp_mocks.platform.authorization import TOKEN
from ndxp_mocks.platform.descriptions import description_of
from ndxp_mocks.platform.dialects.dialect import Dialect
from ndxp_mocks.platform.openapi import document
from ndxp_mocks.platform.openapi_paths import BASE
from ndxp_mocks.platform.platform import Platform
from ndxp_mocks.protocols.gateway import errors
from ndxp_mocks.protocols.gateway.credentials import STATIC_HEADER, in_static_header
from ndxp_mocks.protocols.gateway.errors import GatewayFault
from ndxp_mocks.specs import Entry, members

ACCESS_KEY: Final = "simulated-client"
SECRET_KEY: Final = "simulated-secret-key"  # noqa: S105 because it is made up and opens nothing else
TOKEN_PATH: Final = "/token"  # noqa: S105 because it is a path
ENTRANCE: Final = TOKEN_PATH
SENTENCE: Final = (
    "Nền tảng là cổng tích hợp: lấy mã truy cập ở /token bằng tiêu đề lgspaccesstoken, rồi gọi "
    "/{hệ thống}/{phiên bản}/{đường dẫn} kèm cả tiêu đề đó và mã truy cập; cổng chuyển lời gọi đến hệ thống."
)
_LIFE: Final = 3600
_VERSION: Final = re.compile(r"v?[0-9]+(?:\.[0-9]+)*")
_HELD_BACK: Final = frozenset({b"authorization", STATIC_HEADER.encode()})


def dialect_of(platform: Platform) -> Dialect:
    """Return the gateway in front of the other systems of the same agency."""
    gateway = _Gateway({entry.slug: entry for entry in _behind(platform.entry)}, platform.seed)
    own = {TOKEN_PATH, *(f"/{slug}" for slug in gateway.systems)}
    return Dialect(lambda path: f"/{path.split('/')[1]}" in own, gateway)


def _behind(gateway: Entry) -> list[Entry]:
    """Return the other systems of its list that had the same owner."""
    listed = members(gateway.memberships[0].list) if gateway.memberships else ()
    alike = [each for each in listed if (each.owner, each.former_owners) == (gateway.owner, gateway.former_owners)]
    return [each for each in alike if each.slug != gateway.slug]


class _Gateway:
    """The tokens that were issued, until when they are good, and the systems, each made when it is first called."""

    def __init__(self, systems: dict[str, Entry], seed: int) -> None:
        self.systems = systems
        self._seed = seed
        self._made: dict[str, ASGIApp] = {}
        self._tokens: dict[str, float] = {}
        self._issuing = Starlette(routes=[Route(TOKEN_PATH, partial(_issue, self._tokens), methods=["POST"])])

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"] == TOKEN_PATH:
            await self._issuing(scope, receive, send)
            return
        headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
        fault = self._fault(headers)
        if fault is not None:
            await _error_response(fault)(scope, receive, send)
            return
        name, _, rest = scope["path"].lstrip("/").partition("/")
        first, _, after = rest.partition("/")
        path = f"{BASE}/{after if _VERSION.fullmatch(first) else rest}"
        kept = [(name, value) for name, value in scope["headers"] if name not in _HELD_BACK]
        own_name = (b"authorization", f"Bearer {TOKEN}".encode())
        passed = {**scope, "path": path, "raw_path": quote(path).encode(), "headers": [*kept, own_name]}
        await self._system(name)(passed, receive, send)

    def _fault(self, headers: dict[bytes, str]) -> GatewayFault | None:
        scheme, _, token = headers.get(b"authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            return errors.MISSING_CREDENTIALS
        if not _is_ours(headers.get(STATIC_HEADER.encode())) or self._tokens.get(token.strip(), 0) < time.monotonic():
            return errors.INVALID_CREDENTIALS
        return None

    def _system(self, slug: str) -> ASGIApp:
        if slug not in self._made:
            system = Platform(self.systems[slug], description_of(slug), seed=self._seed)
            operations = operations_of(system.description, system.seed)
            self._made[slug] = application(operations, document(system), demands_token, ())
        return self._made[slug]


async def _issue(tokens: dict[str, float], request: Request) -> Response:
    form = dict(parse_qsl((await request.body()).decode("latin-1")))
    if form.get("grant_type") != "client_credentials":
        return _refused(400, "unsupported_grant_type", "client_credentials is needed")
    if not _is_ours(request.headers.get(STATIC_HEADER)):
        return _refused(401, "invalid_client", "A valid OAuth client could not be found")
    token = secrets.token_urlsafe(24)
    tokens[token] = time.monotonic() + _LIFE
    granted = {"access_token": token, "scope": "default", "token_type": "Bearer", "expires_in": _LIFE}
    return JSONResponse(granted, headers={"Cache-Control": "no-store"})


def _is_ours(header: str | None) -> bool:
    key, secret = in_static_header(header) or ("", "")
    shown, known = f"{key} {secret}", f"{ACCESS_KEY} {SECRET_KEY}"
    return hmac.compare_digest(shown.encode(), known.encode())


def _refused(status: int, code: str, description: str) -> Response:
    challenge = {"WWW-Authenticate": errors.CHALLENGE} if status == 401 else {}
    headers = {"Cache-Control": "no-store", **challenge}
    return JSONResponse({"error": code, "error_description": description}, status, headers)


def _error_response(fault: GatewayFault) -> Response:
    return JSONResponse(fault.body, fault.status, dict(fault.headers))
