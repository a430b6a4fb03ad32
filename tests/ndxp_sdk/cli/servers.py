"""Servers that do one thing to a connection."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress


@contextmanager
def listening(serve: Callable[[socket.socket], None]) -> Iterator[int]:
    """A port at which `serve` gets each connection, in a thread of its own; closed with the block."""
    threads: list[threading.Thread] = []
    bound = socket.create_server(("127.0.0.1", 0))

    def accept() -> None:
        while True:
            try:
                connection, _ = bound.accept()
            except OSError:
                return
            thread = threading.Thread(target=_guarded, args=(serve, connection))
            threads.append(thread)
            thread.start()

    acceptor = threading.Thread(target=accept)
    acceptor.start()
    try:
        yield bound.getsockname()[1]
    finally:
        bound.shutdown(socket.SHUT_RDWR)
        bound.close()
        acceptor.join()
        for thread in threads:
            thread.join()


def _guarded(serve: Callable[[socket.socket], None], connection: socket.socket) -> None:
    with connection, suppress(OSError):
        serve(connection)


def head_of(connection: socket.socket) -> bytes:
    """The head of a request."""
    head = b""
    while b"\r\n\r\n" not in head and (piece := connection.recv(65_536)):
        head += piece
    return head


def answering(status: str, *fields: str, body: bytes = b"") -> Callable[[socket.socket], None]:
    """Gives every connection the same answer."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *fields, "", ""]

    def serve(connection: socket.socket) -> None:
        head_of(connection)
        connection.sendall("\r\n".join(lines).encode() + body)

    return serve


def forwarding(connection: socket.socket) -> None:
    """A proxy that connects to whatever CONNECT names."""
    host, _, port = head_of(connection).split(b" ")[1].rpartition(b":")
    with socket.create_connection((host.decode(), int(port))) as other:
        connection.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
        back = threading.Thread(target=_pumped, args=(other, connection))
        back.start()
        _pumped(connection, other)
        back.join()


def _pumped(source: socket.socket, sink: socket.socket) -> None:
    with suppress(OSError):
        while piece := source.recv(65_536):
            sink.sendall(piece)
    for end in (source, sink):
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)  # because the other direction waits for ever otherwise
