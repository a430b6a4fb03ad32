"""Small servers over real sockets that do what a test says: answer, drip, break off, ask for a certificate."""

import contextlib
import select
import socket
import ssl
import threading
import time
from collections.abc import Callable, Container, Iterator
from contextlib import contextmanager

import trustme

Script = Callable[["Connection"], None]
HANGS = 600.0  # seconds: longer than any machine takes for what a test waits for, and not for ever where it fails


class Certificates:
    """A server whose certificate can be replaced while it runs, and that may ask for one."""

    def __init__(self, authority: trustme.CA, *, asks: bool = False) -> None:
        self.authority = authority
        self.asks = asks
        self.leaf = authority.issue_cert("localhost")

    def __call__(self) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.leaf.configure_cert(context)
        if self.asks:
            context.verify_mode = ssl.CERT_REQUIRED
            self.authority.configure_trust(context)
        return context


class Connection:
    """One accepted connection, after one request was read from it."""

    def __init__(self, server: "Server", stream: socket.socket) -> None:
        self.server = server
        self.stream = stream
        self.head = b""
        self.body = b""

    def read(self) -> bool:
        """Read one request; false at the end of the connection."""
        data = b""
        while b"\r\n\r\n" not in data:
            chunk = self.stream.recv(65536)
            if not chunk:
                return False
            data += chunk
            if data[:1] == b"\x16":  # a handshake, where HTTP was expected
                self.answer(400)
                return False
        self.head, _, self.body = data.partition(b"\r\n\r\n")
        while not self.server.is_rude and len(self.body) < int(self.field("content-length") or 0):
            self.body += self.stream.recv(65536)
        return True

    def field(self, name: str) -> str | None:
        """A header field of the request."""
        for line in self.head.split(b"\r\n")[1:]:
            key, _, value = line.partition(b":")
            if key.strip().lower() == name.lower().encode():
                return value.strip().decode("latin-1")
        return None

    @property
    def target(self) -> str:
        """The target of the request as it came over the wire."""
        return self.head.split(b" ", 2)[1].decode("ascii")

    def answer(self, status: int = 200, body: bytes = b"{}", **fields: str) -> None:
        """A whole answer."""
        lines = [f"HTTP/1.1 {status} X", f"Content-Length: {len(body)}", "Content-Type: application/json"]
        lines += self.marks(fields)
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in fields.items()]
        self.stream.sendall("\r\n".join([*lines, "", ""]).encode() + body)

    def marks(self, fields: Container[str] = ()) -> list[str]:
        """What a security server sets on the answer of a provider; nothing on other answers, nor on its errors."""
        if b" /r1/" not in self.head[:16] or "X_Road_Error" in fields:
            return []
        client, known = self.field("X-Road-Client"), self.field("X-Road-Id")
        service = "/".join(self.target.partition("?")[0].split("/")[2:7])
        values = {
            "Id": known,
            "Client": client,
            "Service": service,
            "Request-Id": "00000000-0000-4000-8000-000000000000",
        }
        return [
            f"X-Road-{name}: {value}"
            for name, value in values.items()
            if f"X_Road_{name.replace('-', '_')}" not in fields
        ]

    def reset(self) -> None:
        """End the connection with RST."""
        self.stream.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
        self.stream.close()


class Server:
    """Answers each request with the next script, the last one for ever.

    A rude one ends torn handshakes at once, and answers before it has read the body.
    """

    def __init__(
        self, *scripts: Script, context: Callable[[], ssl.SSLContext] | None = None, rude: bool = False
    ) -> None:
        self.scripts = list(scripts) or [Connection.answer]
        self.requests: list[Connection] = []
        self.connections = 0
        self.is_stopped = threading.Event()
        self._context = context
        self.is_rude = rude
        self._lock = threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=256)
        self.port = self._listener.getsockname()[1]
        self._open: list[socket.socket] = []

    @property
    def url(self) -> str:
        """Where it is, by the name that its certificate has."""
        return f"{'https' if self._context else 'http'}://localhost:{self.port}"

    def run(self) -> None:
        """Accept until stopped."""
        while not self.is_stopped.is_set():
            with contextlib.suppress(OSError, ValueError):  # because a script may close the listener
                if select.select([self._listener], [], [], 0.05)[0]:
                    stream, _ = self._listener.accept()
                    self.connections += 1
                    threading.Thread(target=self._serve, args=(stream,), daemon=True).start()

    def stop(self) -> None:
        """Stop, and end every connection."""
        self.is_stopped.set()
        self.deafen()
        for stream in self._open:
            with contextlib.suppress(OSError):
                stream.shutdown(socket.SHUT_RDWR)
            stream.close()

    def deafen(self) -> None:
        """Take no new connections."""
        self._listener.close()

    def _shake_hands(self, stream: ssl.SSLSocket) -> None:
        try:
            stream.do_handshake()
        except ssl.SSLError:
            # because unread data would make the end of the connection a RST, which overtakes the alert
            while not self.is_rude and socket.socket.recv(stream, 65536):
                pass
            raise

    def _serve(self, stream: socket.socket) -> None:
        with contextlib.suppress(OSError, ValueError):
            self._open.append(stream)
            # because the end of a connection drops what waits for an acknowledgement
            stream.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if self._context is not None:
                stream = self._context().wrap_socket(stream, server_side=True, do_handshake_on_connect=False)
                self._open.append(stream)
                self._shake_hands(stream)
            while True:
                connection = Connection(self, stream)
                if not connection.read():
                    break
                with self._lock:
                    self.requests.append(connection)
                    script = self.scripts.pop(0) if len(self.scripts) > 1 else self.scripts[0]
                script(connection)
        stream.close()


@contextmanager
def serving(
    *scripts: Script, context: Callable[[], ssl.SSLContext] | None = None, rude: bool = False
) -> Iterator[Server]:
    """A running server."""
    server = Server(*scripts, context=context, rude=rude)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.stop()
        thread.join()


def free_port() -> int:
    """A port on which nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as held:
        return int(held.getsockname()[1])


def status(code: int, body: bytes = b"{}", **fields: str) -> Script:
    """A script: this answer."""
    return lambda connection: connection.answer(code, body, **fields)


def drip(connection: Connection) -> None:
    """A header that promises much, and a byte of it now and then."""
    connection.stream.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    for _ in range(round(HANGS / 0.05)):
        if connection.server.is_stopped.wait(0.05):
            break
        connection.stream.sendall(b"x")


def silence(connection: Connection) -> None:
    """Nothing."""
    connection.server.is_stopped.wait(HANGS)


def cut(connection: Connection) -> None:
    """Half of what was promised, then the end."""
    connection.stream.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345")
    connection.stream.shutdown(socket.SHUT_RDWR)
    connection.stream.close()


def reset(connection: Connection) -> None:
    """Half of what was promised, then RST."""
    connection.stream.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345")
    time.sleep(0.05)  # because RST overtakes what was sent before it
    connection.reset()


def hang_up(connection: Connection) -> None:
    """The end, without an answer."""
    connection.stream.shutdown(socket.SHUT_RDWR)
    connection.stream.close()
