"""The only file that knows the HTTP library: requests go out, answers come in, failures become ours.

Redirects are not followed, cookies not kept, targets not touched.
"""

from collections.abc import AsyncIterator, Iterator
from typing import TYPE_CHECKING, Any, Final

import httpcore

from ndxp_sdk._concurrency.deadline import ENDLESS, left
from ndxp_sdk._concurrency.fork import begins_anew
from ndxp_sdk._http.content_coding import ContentDecoder
from ndxp_sdk._http.request import HttpOrigin, Request
from ndxp_sdk._http.response import EXHAUSTED, Headers, Response
from ndxp_sdk._http.streamed_body import asynchronous, blocking
from ndxp_sdk._transport.async_backend import AsyncBackend
from ndxp_sdk._transport.backend import Backend, Door, Kinds, is_drained, placeholder
from ndxp_sdk._transport.config import Wiring
from ndxp_sdk._transport.custom import AsyncBorrowed, Borrowed
from ndxp_sdk._transport.errors import failed
from ndxp_sdk._transport.log_filter import async_extensions, extensions
from ndxp_sdk._transport.pool import AsyncLanes, Lanes, Steps
from ndxp_sdk.errors import NdxpError
from ndxp_sdk.tls import Tls

if TYPE_CHECKING:
    import httpx

    from ndxp_sdk._transport.custom import AsyncTransport, Transport
    from ndxp_sdk.proxies import Proxy

CAUGHT: Final = (
    httpcore.TimeoutException,
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.ProxyError,
    httpcore.UnsupportedProtocol,
    OSError,
)
KINDS: Final = Kinds(httpcore.ReadError, httpcore.WriteError, httpcore.ReadTimeout, httpcore.WriteTimeout)


class Pool:
    """Connections of a synchronous client. Safe over threads; a forked process begins with none."""

    def __init__(self, wiring: Wiring, transport: "Transport | None" = None) -> None:
        self._wiring = wiring
        self._borrowed = None if transport is None else Borrowed(transport, _sync_converted)
        self._errors = _errors(transport)
        self._reading: tuple[type[Exception], ...] = (*self._errors, NdxpError)
        self.begin_anew()
        begins_anew(self)

    def begin_anew(self) -> None:
        """Have no connection, because two processes must not write into one."""
        self._pools: dict[Any, Lanes] = {}
        self._of_site: dict[HttpOrigin, Any] = {}

    def send(self, outgoing: Request, steps: Steps) -> Response:
        """One request and its whole answer, or one of our errors."""
        return self.whole(self.open(outgoing, steps))

    def whole(self, response: Any) -> Response:
        """Read an answer to its end."""
        try:
            content = b"".join(self.chunks(response, self._wiring.limits.answer_bytes))
        finally:
            response.close()
        return Response(response.status, Headers(response.headers), content)

    def open(self, outgoing: Request, steps: Steps) -> Any:
        """One request, and its answer up to the header."""
        pool = self._of_site.get(outgoing.site)
        if pool is None:
            pool = self._pool(outgoing.site)
        try:
            return pool.send(outgoing, steps)
        except self._errors as error:
            failure = failed(error)
        raise failure

    def chunks(self, response: Any, most: float = ENDLESS, *, is_raw: bool = False) -> Iterator[bytes]:
        """The body, decoded, at most so many bytes of it."""
        body, chunk = ContentDecoder([] if is_raw else response.headers, most), b""
        try:
            for chunk in response.stream:
                yield from body.feed(chunk)
            response.stream = EXHAUSTED
            body.end()
        except self._reading as error:
            failure = failed(error)
        else:
            return
        chunk = b""  # because tracebacks may be shown with the values of their frames
        raise failure

    def close(self) -> None:
        """Close all connections."""
        for pool in (*self._pools.values(), *([self._borrowed] if self._borrowed else ())):
            pool.close()

    def _pool(self, site: HttpOrigin) -> Any:
        pool: Any = self._borrowed
        if pool is None:
            proxy = self._wiring.way_to(site)
            backend: Any = Backend(_door(self._wiring, proxy), httpcore.SyncBackend())
            factory = httpcore.ConnectionPool(network_backend=backend, **_options(self._wiring, proxy))
            pool = self._pools.setdefault(proxy, Lanes(factory, _sync_request, is_drained, self._wiring))
        self._of_site[site] = pool
        return pool


class AsyncPool:
    """Connections of an asynchronous client, in one event loop."""

    def __init__(self, wiring: Wiring, transport: "AsyncTransport | None" = None) -> None:
        self._wiring = wiring
        self._borrowed = None if transport is None else AsyncBorrowed(transport, _async_converted)
        self._errors = _errors(transport)
        self._reading: tuple[type[Exception], ...] = (*self._errors, NdxpError)
        self.begin_anew()
        begins_anew(self)

    def begin_anew(self) -> None:
        """Have no connection, because two processes must not write into one."""
        self._pools: dict[Any, AsyncLanes] = {}
        self._of_site: dict[HttpOrigin, Any] = {}

    async def send(self, outgoing: Request, steps: Steps) -> Response:
        """One request and its whole answer, or one of our errors."""
        return await self.whole(await self.open(outgoing, steps))

    async def whole(self, response: Any) -> Response:
        """Read an answer to its end."""
        try:
            content = b"".join([part async for part in self.chunks(response, self._wiring.limits.answer_bytes)])
        finally:
            await response.aclose()
        return Response(response.status, Headers(response.headers), content)

    async def open(self, outgoing: Request, steps: Steps) -> Any:
        """One request, and its answer up to the header."""
        pool = self._of_site.get(outgoing.site)
        if pool is None:
            pool = self._pool(outgoing.site)
        try:
            return await pool.send(outgoing, steps)
        except self._errors as error:
            failure = failed(error)
        raise failure

    async def chunks(self, response: Any, most: float = ENDLESS, *, is_raw: bool = False) -> AsyncIterator[bytes]:
        """The body, decoded, at most so many bytes of it."""
        body, chunk, piece = ContentDecoder([] if is_raw else response.headers, most), b"", b""
        try:
            async for chunk in response.stream:
                for piece in body.feed(chunk):
                    yield piece
            response.stream = EXHAUSTED
            body.end()
        except self._reading as error:
            failure = failed(error)
        else:
            return
        chunk = piece = b""  # because tracebacks may be shown with the values of their frames
        raise failure

    async def aclose(self) -> None:
        """Close all connections."""
        for pool in (*self._pools.values(), *([self._borrowed] if self._borrowed else ())):
            await pool.aclose()

    def _pool(self, site: HttpOrigin) -> Any:
        pool: Any = self._borrowed
        if pool is None:
            proxy = self._wiring.way_to(site)
            backend: Any = AsyncBackend(_door(self._wiring, proxy))
            factory = httpcore.AsyncConnectionPool(network_backend=backend, **_options(self._wiring, proxy))
            pool = self._pools.setdefault(proxy, AsyncLanes(factory, _async_request, is_drained, self._wiring))
        self._of_site[site] = pool
        return pool


def _options(wiring: Wiring, proxy: "Proxy | None") -> dict[str, Any]:
    shared: dict[str, Any] = {"ssl_context": placeholder()}
    if proxy is None:
        return shared
    where, trusting = proxy.address, Tls(ca=wiring.tls.settings.ca, system_store=True)
    url = httpcore.URL(scheme=where.scheme, host=where.host, port=where.port, target="/")
    context = trusting.context() if where.scheme == "https" else None
    return {**shared, "proxy": httpcore.Proxy(url, auth=proxy.user, ssl_context=context)}


def _door(wiring: Wiring, proxy: "Proxy | None") -> Door:
    return Door(wiring.tls, wiring.circuit_breaker, CAUGHT, KINDS, is_proxied=proxy is not None)


def _request(outgoing: Request, body: Any, known: dict[str, Any]) -> httpcore.Request:
    site = outgoing.site
    url = httpcore.URL(scheme=site.scheme, host=site.host, port=site.port, target=outgoing.target)
    return httpcore.Request(outgoing.method, url, headers=outgoing.fields, content=body, extensions=known)


def _sync_request(outgoing: Request, steps: Steps) -> httpcore.Request:
    return _request(outgoing, blocking(outgoing.content), extensions(steps))


def _async_request(outgoing: Request, steps: Steps) -> httpcore.Request:
    return _request(outgoing, asynchronous(outgoing.content), async_extensions(steps))


def _errors(transport: object) -> tuple[type[Exception], ...]:
    if transport is None:
        return CAUGHT
    import httpx  # noqa: PLC0415 - because only users with a transport of their own need it

    return (*CAUGHT, httpx.TransportError)


def _sync_converted(outgoing: Request, steps: Steps) -> "httpx.Request":
    return _converted(outgoing, blocking(outgoing.content), steps)


def _async_converted(outgoing: Request, steps: Steps) -> "httpx.Request":
    return _converted(outgoing, asynchronous(outgoing.content), steps)


def _converted(outgoing: Request, content: Any, steps: Steps) -> "httpx.Request":
    import httpx  # noqa: PLC0415 - because only users with a transport of their own need it

    site = outgoing.site
    address = httpx.URL(f"{site.key}{outgoing.target.decode('ascii')}")
    # because a transport may send the path of the address, in which dot segments are resolved
    extensions = {"timeout": {name: left(value) for name, value in steps.items()}, "target": outgoing.target}
    return httpx.Request(
        outgoing.method.decode("ascii"), address, headers=outgoing.fields, content=content, extensions=extensions
    )
