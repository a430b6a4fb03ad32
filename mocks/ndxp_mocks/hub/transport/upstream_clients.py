"""Clients of providers: over real sockets, or in memory if the provider is one of our own platforms."""

import asyncio
import ssl
from collections.abc import Mapping
from threading import Lock
from typing import Any, Final
from urllib.parse import unquote, urlsplit
from weakref import WeakKeyDictionary

import httpx
from starlette.types import ASGIApp, Message

from ndxp_mocks.hub.transport.upstream import (
    Pair,
    Upstream,
    UpstreamAnswer,
    UpstreamReset,
    UpstreamTimeout,
    UpstreamUnreachable,
)
from ndxp_mocks.platform.app import application, demands_token
from ndxp_mocks.platform.archetypes import operations_of
from ndxp_mocks.platform.dialect_lookup import with_dialect
from ndxp_mocks.platform.openapi import document
from ndxp_mocks.platform.platform import Platform
from ndxp_mocks.platform.settings import Settings

CONNECT_SECONDS: Final = 5.0
ANSWER_SECONDS: Final = 60.0
NONE_KEPT: Final = httpx.Limits(max_keepalive_connections=0)
SOME_KEPT: Final = httpx.Limits(max_keepalive_connections=100, keepalive_expiry=5.0)


class Sockets:
    """Providers on the network. Connections belong to an event loop; `limits` says how many of them are kept."""

    def __init__(
        self,
        context: ssl.SSLContext | None = None,
        answer_seconds: float = ANSWER_SECONDS,
        limits: httpx.Limits = NONE_KEPT,
    ) -> None:
        self._context = context
        self._limits = limits
        self._timeout = httpx.Timeout(answer_seconds, connect=CONNECT_SECONDS).as_dict()
        self._kept: WeakKeyDictionary[asyncio.AbstractEventLoop, httpx.AsyncHTTPTransport] = WeakKeyDictionary()
        self._lock = Lock()

    async def send(self, method: str, url: str, headers: tuple[Pair, ...], body: bytes) -> UpstreamAnswer:
        """Return the answer, whatever its status. Raises UpstreamFailure if no whole answer came."""
        try:
            request = self._request(method, url, headers, body)
            response = await self._transport().handle_async_request(request)
            try:
                content = b"".join([chunk async for chunk in response.aiter_raw()])
            finally:
                await response.aclose()
        except (httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            raise UpstreamTimeout(f"no connection within {CONNECT_SECONDS:g} s", "before-send") from error
        except httpx.TimeoutException as error:
            raise UpstreamTimeout("no answer in time", "after-send") from error
        except (httpx.ReadError, httpx.WriteError, httpx.CloseError, httpx.RemoteProtocolError) as error:
            raise UpstreamReset(str(error) or type(error).__name__) from error
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
            raise UpstreamUnreachable(str(error) or type(error).__name__) from error
        pairs = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in response.headers.raw)
        return UpstreamAnswer(response.status_code, pairs, content)

    async def close(self) -> None:
        """Let go of the connections of the running event loop."""
        with self._lock:
            kept = self._kept.pop(asyncio.get_running_loop(), None)
        if kept is not None:
            await kept.aclose()

    def _transport(self) -> httpx.AsyncHTTPTransport:
        loop = asyncio.get_running_loop()
        with self._lock:
            if loop not in self._kept:
                self._context = self._context or ssl.create_default_context()
                self._kept[loop] = httpx.AsyncHTTPTransport(verify=self._context, limits=self._limits)
            return self._kept[loop]

    def _request(self, method: str, url: str, headers: tuple[Pair, ...], body: bytes) -> httpx.Request:
        """Build a request with the target exactly as it is, because httpx would rewrite `..` and percent-encoding."""
        _, _, rest = url.partition("://")
        target = rest[len(urlsplit(url).netloc) :].encode("utf-8") or b"/"
        extensions = {"timeout": self._timeout, "target": target}
        pairs = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers]
        return httpx.Request(method, url, headers=pairs, content=body or None, extensions=extensions)


class InMemory:
    """Our own platforms, each made when it is first called; every other host is reached by `otherwise`."""

    def __init__(self, platforms: Mapping[str, Platform], otherwise: Upstream) -> None:
        self._platforms = platforms
        self._otherwise = otherwise
        self._made: dict[str, ASGIApp] = {}

    async def send(self, method: str, url: str, headers: tuple[Pair, ...], body: bytes) -> UpstreamAnswer:
        """Return the answer, whatever its status. Raises UpstreamFailure if no whole answer came."""
        host = urlsplit(url).netloc
        if host not in self._platforms:
            return await self._otherwise.send(method, url, headers, body)
        if host not in self._made:
            self._made[host] = _application(self._platforms[host])
        return await _called(self._made[host], _scope(method, url, headers), body)

    async def close(self) -> None:
        """Let go of the connections of the running event loop."""
        if isinstance(self._otherwise, Sockets):
            await self._otherwise.close()


def _application(platform: Platform) -> ASGIApp:
    operations = operations_of(platform.description, platform.seed)
    stamp = Settings().headers
    return with_dialect(platform, application(operations, document(platform), demands_token, stamp), stamp)


def _scope(method: str, url: str, headers: tuple[Pair, ...]) -> dict[str, Any]:
    parts = urlsplit(url)
    path = parts.path or "/"
    named = (("host", parts.netloc), *headers)
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": parts.scheme,
        "path": unquote(path),
        "raw_path": path.encode("utf-8"),
        "query_string": parts.query.encode("utf-8"),
        "root_path": "",
        "headers": [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in named],
        "server": (parts.hostname, parts.port or 443),
        "client": ("127.0.0.1", 0),
    }


async def _called(called: ASGIApp, scope: dict[str, Any], body: bytes) -> UpstreamAnswer:
    received = [{"type": "http.request", "body": body, "more_body": False}]
    started: list[Message] = []
    content = bytearray()

    async def receive() -> Message:
        return received.pop() if received else {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            started.append(message)
        elif scope["method"] != "HEAD":
            content.extend(message.get("body", b""))

    await called(scope, receive, send)
    pairs = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in started[0]["headers"])
    return UpstreamAnswer(started[0]["status"], pairs, bytes(content))
