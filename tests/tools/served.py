"""An application served by the dashboard's own server on loopback, bytes sent to it as they are, and the command."""

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from starlette.types import ASGIApp
from uvicorn import Server

from compliance.server.protocol import ConnectionLimits
from compliance.server.running import listener, run, server_of
from compliance.server.settings import TlsFiles

HANGS = 120.0  # seconds: longer than any machine takes for what a test waits for, and not for ever where it fails


@dataclass(frozen=True)
class Served:
    """A running server."""

    server: Server
    port: int

    def connect(self) -> socket.socket:
        """Open a connection."""
        stream = socket.create_connection(("127.0.0.1", self.port), HANGS)
        stream.settimeout(HANGS)
        return stream

    def send(self, request: bytes) -> bytes:
        """Send bytes; returns all that comes until the end of the connection."""
        with closing(self.connect()) as stream:
            stream.sendall(request)
            return received(stream)

    def get(self, path: str, *fields: str) -> bytes:
        """Ask for a page and for nothing more; returns the whole answer."""
        lines = (f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{self.port}", "Connection: close", *fields)
        return self.send("\r\n".join((*lines, "", "")).encode())

    def is_empty(self) -> bool:
        """Wait until no connection is open; returns whether that came."""
        end = time.monotonic() + HANGS
        while self.server.server_state.connections and time.monotonic() < end:
            time.sleep(0.01)
        return not self.server.server_state.connections


def received(stream: socket.socket) -> bytes:
    """All that comes until the end of a connection, or until it is torn."""
    found = bytearray()
    try:
        while part := stream.recv(65536):
            found += part
    except ConnectionError:
        pass
    return bytes(found)


@contextmanager
def serving(
    app: ASGIApp, limits: ConnectionLimits | None = None, tls: TlsFiles | None = None, port: int = 0
) -> Iterator[Served]:
    """Serve an application until the end of the block."""
    listening = listener("127.0.0.1", port)
    port = listening.getsockname()[1]
    server = server_of(app, tls, limits)
    thread = threading.Thread(target=run, args=(server, listening), daemon=True)
    thread.start()
    end = time.monotonic() + HANGS
    while not server.started and thread.is_alive() and time.monotonic() < end:
        time.sleep(0.01)
    try:
        yield Served(server, port)
    finally:
        server.should_exit = True
        thread.join(HANGS)
        listening.close()


@contextmanager
def started(folder: Path, *arguments: object, **environment: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A running `compliance serve` with the address that it said."""
    command = [sys.executable, "-m", "compliance.cli", "serve", "--history", "history.sqlite", *map(str, arguments)]
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    env = {**os.environ, "LANG": "C.UTF-8", **environment}
    with subprocess.Popen(command, cwd=folder, env=env, **pipes) as process:
        try:
            assert process.stdout is not None
            lines = [process.stdout.readline(), process.stdout.readline()]
            assert process.poll() is None or lines[0], process.communicate()
            assert lines[0].startswith("the dashboard is at http"), lines
            assert lines[1].startswith("bảng theo dõi ở địa chỉ http"), lines
            yield process, lines[0].split()[4].rstrip(";")
        finally:
            process.kill()
