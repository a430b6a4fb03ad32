"""`compliance serve`: the dashboard on a history, until it is told to stop."""

from collections.abc import Callable
from contextlib import closing
from socket import socket
from typing import Final

from starlette.middleware import Middleware
from starlette.routing import BaseRoute

from compliance.actions.errors import UsageError
from compliance.actions.kept_access import KeptAccess
from compliance.actions.kept_reader import KeptReader
from compliance.model.text import Message
from compliance.server.access.entrance import Entrance, revealed
from compliance.server.access.log import AccessLog
from compliance.server.access.middleware import middleware
from compliance.server.access.needs import check_declared
from compliance.server.access.routes import routes
from compliance.server.access.settings import Loopback, is_loopback, refuse_open
from compliance.server.app import application
from compliance.server.health import health_route
from compliance.server.metrics import Kept, Measuring, Metrics, metrics_route
from compliance.server.program_log import log_to_standard_error
from compliance.server.protocol import ConnectionLimits
from compliance.server.reading_ahead import reading_ahead
from compliance.server.running import address_of, listener, run, server_of
from compliance.server.settings import ServeSettings
from compliance.server.tracing import Tracing, tracer

_SHORTEST_TOKEN: Final = 16


def serve(settings: ServeSettings, tell: Callable[[str], None]) -> None:
    """Serve until SIGINT or SIGTERM. `tell` is given the address as soon as it is listened on.

    Raises:
        UsageError: what was asked for cannot be meant, others could reach it without log-in, or the history is none.
        InputError: the history cannot be reached.
        NotWritten: the log of access cannot be written.
    """
    refuse_open(settings.host, settings.access, is_tls=settings.tls is not None)
    _refuse_names_without_log_in(settings)
    with KeptReader(settings.history) as reader, KeptAccess(settings.history) as kept:
        entrance = _entrance(settings, kept)
        app = application(*_around(settings, entrance, reader), reader)
        check_declared(app.routes)
        server = server_of(app, settings.tls, ConnectionLimits(proxies=settings.access.proxies))
        with closing(listener(settings.host, settings.port)) as listening:
            # because a name may stand for another address than it says
            refuse_open(listening.getsockname()[0], settings.access, is_tls=settings.tls is not None)
            log_to_standard_error()
            tell(_address(settings, listening))
            with reading_ahead(reader, app.state.memory):
                run(server, listening)


def _address(settings: ServeSettings, listening: socket) -> str:
    """Return the address at which browsers reach the dashboard."""
    if isinstance(settings.access, Loopback):
        return address_of(settings.host, listening, is_tls=settings.tls is not None)
    return f"{settings.access.url.rstrip('/')}/"


def _entrance(settings: ServeSettings, kept: KeptAccess) -> Entrance:
    return Entrance.of(
        settings.access,
        AccessLog(settings.log),
        allowed_hosts=settings.allowed_hosts,
        is_tls=settings.tls is not None,
        kept=kept,
    )


def _around(
    settings: ServeSettings, entrance: Entrance, reader: KeptReader
) -> tuple[list[BaseRoute], list[Middleware]]:
    """Return the routes beside those of pages, and the middleware."""
    metrics = Metrics(lambda: Kept(reader.runs(), reader.trend()))
    reference = settings.metrics_token
    token = revealed(reference, _SHORTEST_TOKEN) if reference is not None else None
    further = [*routes(entrance), health_route(reader.runs), metrics_route(metrics, entrance, token)]
    spans = tracer()
    outer = [Middleware(Measuring, metrics), *([Middleware(Tracing, spans)] if spans is not None else [])]
    return further, [*outer, *middleware(entrance)]


def _refuse_names_without_log_in(settings: ServeSettings) -> None:
    foreign = [name for name in settings.allowed_hosts if not is_loopback(name)]
    if foreign and isinstance(settings.access, Loopback):
        template = "--allowed-host {host} is a name by which others call the dashboard: that needs --auth oidc or proxy"
        raise UsageError(Message.of(template, host=foreign[0]))
