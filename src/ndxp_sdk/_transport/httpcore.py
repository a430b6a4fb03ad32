"""Send requests with httpcore or a transport of the user; failures become NdxpError.

Redirects are not followed, cookies not kept, targets not touched.
"""

from collections.abc import AsyncGenerator, Generator
from typing import TYPE_CHECKING, Any

import httpcore

from ndxp_sdk._concurrency.deadline import ENDLESS
from ndxp_sdk._concurrency.fork import begins_anew
from ndxp_sdk._http.content_coding import ContentDecoder
from ndxp_sdk._http.origin import HttpOrigin
from ndxp_sdk._http.request import Request
from ndxp_sdk._http.response import EXHAUSTED, Headers, Response, StreamOver
from ndxp_sdk._http.streamed_body import asynchronous, blocking
from ndxp_sdk._transport.async_backend import AsyncNetworkBackend
from ndxp_sdk._transport.backend import NETWORK_ERRORS, ConnectionPolicy, NetworkBackend, is_drained, placeholder
from ndxp_sdk._transport.config import TransportConfig
from ndxp_sdk._transport.custom import AsyncCustomTransport, CustomTransport, custom_errors
from ndxp_sdk._transport.errors import map_exception
from ndxp_sdk._transport.log_filter import async_extensions, extensions
from ndxp_sdk._transport.pool import AsyncConnectionPool, ConnectionPool
from ndxp_sdk._transport.types import AsyncHttpResponse, AsyncHttpTransport, HttpResponse, HttpTransport, Timeouts
from ndxp_sdk.errors import NdxpError
from ndxp_sdk.tls import Tls

if TYPE_CHECKING:
    from ndxp_sdk._transport.custom import AsyncHttpxTransport, HttpxTransport
    from ndxp_sdk.proxies import Proxy


class Transport:
    """Sends the requests of a synchronous client. Safe over threads; a forked process begins without connections."""

    def __init__(self, config: TransportConfig, transport: "HttpxTransport | None" = None) -> None:
        self._config = config
        self._custom = None if transport is None else CustomTransport(transport)
        self._errors = _errors(transport)
        self._reading: tuple[type[Exception], ...] = (*self._errors, NdxpError)
        self.begin_anew()
        begins_anew(self)

    def begin_anew(self) -> None:
        """Forget all connections, because two processes must not write into one."""
        self._pools: dict[Proxy | None, ConnectionPool] = {}
        self._of_origin: dict[HttpOrigin, HttpTransport] = {}

    def send(self, request: Request, timeouts: Timeouts) -> Response:
        """Send a request; return its whole response. Raises NdxpError."""
        return self.whole(self.open(request, timeouts))

    def whole(self, response: HttpResponse) -> Response:
        """Read a response to its end and close it. Raises NdxpError."""
        try:
            content = b"".join(self.chunks(response, self._config.limits.answer_bytes))
        finally:
            response.close()
        return Response(response.status, Headers(response.headers), content)

    def open(self, request: Request, timeouts: Timeouts) -> HttpResponse:
        """Send a request; return its response up to the header. Raises NdxpError."""
        pool = self._of_origin.get(request.site)
        if pool is None:
            pool = self._connected(request.site)
        try:
            return pool.send(request, timeouts)
        except self._errors as error:
            failure = map_exception(error)
        raise failure

    def chunks(
        self, response: HttpResponse, most: float = ENDLESS, *, is_raw: bool = False
    ) -> Generator[bytes, None, None]:
        """Yield the body, decoded, at most so many bytes of it. Raises NdxpError."""
        body, chunk = ContentDecoder([] if is_raw else response.headers, most), b""
        try:
            for chunk in response.stream:
                yield from body.feed(chunk)
            response.stream = EXHAUSTED
            body.end()
        except self._reading as error:
            failure = map_exception(error)
            response.stream = StreamOver(failure)  # because the rest must not be taken for the end
        else:
            return
        chunk = b""  # because tracebacks may be shown with the values of their frames
        raise failure

    def close(self) -> None:
        """Close all connections that are idle."""
        for pool in (*self._pools.values(), *([self._custom] if self._custom else ())):
            pool.close()

    def _connected(self, site: HttpOrigin) -> HttpTransport:
        pool: HttpTransport | None = self._custom
        if pool is None:
            proxy = self._config.way_to(site)
            factory = httpcore.ConnectionPool(
                placeholder(), _proxy(self._config, proxy), network_backend=NetworkBackend(_policy(self._config, proxy))
            )
            fresh = ConnectionPool(factory.create_connection, _blocking, is_drained, self._config)
            pool = self._pools.setdefault(proxy, fresh)
        self._of_origin[site] = pool
        return pool


class AsyncTransport:
    """The asynchronous twin of `Transport`, for one event loop."""

    def __init__(self, config: TransportConfig, transport: "AsyncHttpxTransport | None" = None) -> None:
        self._config = config
        self._custom = None if transport is None else AsyncCustomTransport(transport)
        self._errors = _errors(transport)
        self._reading: tuple[type[Exception], ...] = (*self._errors, NdxpError)
        self.begin_anew()
        begins_anew(self)

    def begin_anew(self) -> None:
        """Forget all connections, because two processes must not write into one."""
        self._pools: dict[Proxy | None, AsyncConnectionPool] = {}
        self._of_origin: dict[HttpOrigin, AsyncHttpTransport] = {}

    async def send(self, request: Request, timeouts: Timeouts) -> Response:
        """Send a request; return its whole response. Raises NdxpError."""
        return await self.whole(await self.open(request, timeouts))

    async def whole(self, response: AsyncHttpResponse) -> Response:
        """Read a response to its end and close it. Raises NdxpError."""
        try:
            content = b"".join([part async for part in self.chunks(response, self._config.limits.answer_bytes)])
        finally:
            await response.aclose()
        return Response(response.status, Headers(response.headers), content)

    async def open(self, request: Request, timeouts: Timeouts) -> AsyncHttpResponse:
        """Send a request; return its response up to the header. Raises NdxpError."""
        pool = self._of_origin.get(request.site)
        if pool is None:
            pool = self._connected(request.site)
        try:
            return await pool.send(request, timeouts)
        except self._errors as error:
            failure = map_exception(error)
        raise failure

    async def chunks(
        self, response: AsyncHttpResponse, most: float = ENDLESS, *, is_raw: bool = False
    ) -> AsyncGenerator[bytes, None]:
        """Yield the body, decoded, at most so many bytes of it. Raises NdxpError."""
        body, chunk, piece = ContentDecoder([] if is_raw else response.headers, most), b"", b""
        try:
            async for chunk in response.stream:
                for piece in body.feed(chunk):
                    yield piece
            response.stream = EXHAUSTED
            body.end()
        except self._reading as error:
            failure = map_exception(error)
            response.stream = StreamOver(failure)  # because the rest must not be taken for the end
        else:
            return
        chunk = piece = b""  # because tracebacks may be shown with the values of their frames
        raise failure

    async def aclose(self) -> None:
        """Close all connections that are idle."""
        for pool in (*self._pools.values(), *([self._custom] if self._custom else ())):
            await pool.aclose()

    def _connected(self, site: HttpOrigin) -> AsyncHttpTransport:
        pool: AsyncHttpTransport | None = self._custom
        if pool is None:
            proxy = self._config.way_to(site)
            factory = httpcore.AsyncConnectionPool(
                placeholder(),
                _proxy(self._config, proxy),
                network_backend=AsyncNetworkBackend(_policy(self._config, proxy)),
            )
            fresh = AsyncConnectionPool(factory.create_connection, _asynchronous, is_drained, self._config)
            pool = self._pools.setdefault(proxy, fresh)
        self._of_origin[site] = pool
        return pool


def _proxy(config: TransportConfig, proxy: "Proxy | None") -> httpcore.Proxy | None:
    if proxy is None:
        return None
    where, trusting = proxy.address, Tls(ca=config.tls.settings.ca, system_store=True)
    url = httpcore.URL(scheme=where.scheme, host=where.host, port=where.port, target="/")
    # RFC 7617, 2.1: in UTF-8, of which the library knows nothing where it is given text
    user = None if proxy.user is None else (proxy.user[0].encode(), proxy.user[1].encode())
    return httpcore.Proxy(url, auth=user, ssl_context=trusting.context() if where.scheme == "https" else None)


def _policy(config: TransportConfig, proxy: "Proxy | None") -> ConnectionPolicy:
    return ConnectionPolicy(config.tls, config.circuit_breaker, is_proxied=proxy is not None)


def _blocking(request: Request, timeouts: Timeouts) -> httpcore.Request:
    return _converted(request, blocking(request.content), extensions(timeouts))


def _asynchronous(request: Request, timeouts: Timeouts) -> httpcore.Request:
    return _converted(request, asynchronous(request.content), async_extensions(timeouts))


def _converted(request: Request, body: Any, known: dict[str, Any]) -> httpcore.Request:
    site = request.site
    url = httpcore.URL(scheme=site.scheme, host=site.host, port=site.port, target=request.target)
    return httpcore.Request(request.method, url, headers=request.fields, content=body, extensions=known)


def _errors(transport: object) -> tuple[type[Exception], ...]:
    return NETWORK_ERRORS if transport is None else (*NETWORK_ERRORS, *custom_errors())
