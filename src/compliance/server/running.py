"""One dashboard served until it is told to stop."""

import errno
import signal
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

from starlette.types import ASGIApp
from uvicorn import Config, Server

from compliance.actions.errors import UsageError
from compliance.model.system_errors import code_of, not_read
from compliance.model.text import Message
from compliance.server.protocol import ConnectionLimits, limited
from compliance.server.settings import TlsFiles

_LARGEST_HEAD: Final = 16 * 1024
_IDLE: Final = 15
_STOPPING: Final = 15
_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM)
_LISTENING: Final[Mapping[int, Message]] = {
    errno.EADDRINUSE: Message.of("another program listens there"),
    errno.EADDRNOTAVAIL: Message.of("this machine has no such address"),
    errno.EAFNOSUPPORT: Message.of("this machine has no such address"),
    errno.EACCES: Message.of("this user has no permission"),
    errno.EPERM: Message.of("this user has no permission"),
}


def listener(host: str, port: int) -> socket.socket:
    """Return a socket that listens; raises `UsageError` if the address cannot be had."""
    bare = host.removeprefix("[").removesuffix("]")
    try:
        found = socket.getaddrinfo(bare, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        made = socket.create_server(found[4][:2], family=found[0], backlog=256)
    except OSError as error:
        template = "{host}:{port} cannot be listened on: {problem}"
        raise UsageError(Message.of(template, host=host, port=port, problem=_not_listened(error))) from error
    # because asyncio sends small answers at once (TCP_NODELAY) only where a socket says that it is of TCP: without it
    # the second answer on a connection waits 40 ms for the client to acknowledge the head of the first
    return socket.socket(found[0], socket.SOCK_STREAM, socket.IPPROTO_TCP, fileno=made.detach())


def _not_listened(error: OSError) -> Message:
    if isinstance(error, socket.gaierror):
        return Message.of("this name has no address")
    return _LISTENING.get(error.errno or 0) or Message.of("system error {code}", code=code_of(error))


def address_of(host: str, listening: socket.socket, *, is_tls: bool) -> str:
    """Return the address of a dashboard for people."""
    bare = host.removeprefix("[").removesuffix("]")
    shown = f"[{bare}]" if ":" in bare else bare
    return f"{'https' if is_tls else 'http'}://{shown}:{listening.getsockname()[1]}/"


def server_of(app: ASGIApp, tls: TlsFiles | None = None, limits: ConnectionLimits | None = None) -> Server:
    """Return a server that is not running yet; raises `UsageError` if the certificate or its key cannot be used."""
    config = Config(
        app,
        http=limited(limits or ConnectionLimits()),
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,  # because whom a proxy names is read where the proxy is known
        h11_max_incomplete_event_size=_LARGEST_HEAD,
        timeout_keep_alive=_IDLE,
        timeout_graceful_shutdown=_STOPPING,
        ssl_certfile=tls.certificate if tls else None,
        ssl_keyfile=tls.key if tls else None,
    )
    try:
        config.load()
    except (OSError, ssl.SSLError) as error:
        if tls and not isinstance(error, ssl.SSLError):
            file = next((each for each in (tls.certificate, tls.key) if not each.is_file()), tls.key)
            raise UsageError(not_read(str(file), error)) from error
        template = "the certificate {certificate} cannot be used with the key {key}: {problem}"
        names = {"certificate": str(tls.certificate), "key": str(tls.key)} if tls else {}
        problem = getattr(error, "reason", None) or error.strerror or type(error).__name__
        raise UsageError(Message.of(template, **names, problem=str(problem))) from error
    return Server(config)


def run(server: Server, listening: socket.socket) -> None:
    """Serve until SIGINT or SIGTERM; requests that have begun are answered first, within some seconds."""
    with _own_end():
        server.run(sockets=[listening])


@contextmanager
def _own_end() -> Iterator[None]:
    """Let signals end the server and not the program: uvicorn sends itself once more those that ended it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before: dict[Any, Any] = {each: signal.signal(each, lambda *_: None) for each in _SIGNALS}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
