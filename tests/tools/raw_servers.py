"""Servers that send bytes as a test says them, whatever comes; and scripts that change between two calls."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from tools.servers import Connection, Script


class Raw:
    """Sends `greeting` at once, and `answer` to whatever comes; then ends the connection, or waits for the caller."""

    def __init__(self, answer: bytes, greeting: bytes = b"", *, stays: bool = False) -> None:
        self.answer, self.greeting, self.stays = answer, greeting, stays
        self.connections = 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]

    def run(self) -> None:
        with suppress(OSError):
            while True:
                stream, _ = self._listener.accept()
                self.connections += 1
                threading.Thread(target=self._serve, args=(stream,), daemon=True).start()

    def stop(self) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _serve(self, stream: socket.socket) -> None:
        with suppress(OSError), stream:
            stream.sendall(self.greeting)
            stream.recv(65_536)
            stream.sendall(self.answer)
            while self.stays and stream.recv(65_536):
                pass
            stream.shutdown(socket.SHUT_WR)
            stream.recv(65_536)  # because unread bytes would make the end a RST


class Saying:
    """A script that may be changed between two calls, so that one server serves a whole table."""

    def __init__(self) -> None:
        self.now: Script = Connection.answer

    def __call__(self, connection: Connection) -> None:
        self.now(connection)


@contextmanager
def raw_server(answer: bytes, greeting: bytes = b"", *, stays: bool = False) -> Iterator[Raw]:
    """A running server of that kind."""
    server = Raw(answer, greeting, stays=stays)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.stop()
        thread.join()
