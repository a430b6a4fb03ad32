"""A server that gets out of step with its clients, in each of the ways of `tools.ways`.

The target of a request ends in `/{way}/{mark}`: how to answer, and which request it is. The answer made for it names
the mark in X-For and in its body; what is made for no request names "nobody". A connection on which a way was not
honest is poisoned: whatever is asked there afterwards gets an answer made for nobody, as from a server that miscounts.
"""

import contextlib
import json
import re
import socket
import ssl
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

TARGET = re.compile(rb"/([a-z0-9-]+)/(m[0-9]+)[? ]")
STRAY = (
    b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-For: nobody\r\nContent-Length: 16\r\n\r\n{"for":"nobody"}'
)
PATIENCE = 5.0


@dataclass(frozen=True)
class Way:
    """How a request is answered.

    `is_honest`: the connection may be used again. `is_late`: part of it comes when the call is over. `is_early`: the
    body is not read before. `may_fail`: the call may end in an error. `is_last`: the server ends the connection.
    """

    speak: Callable[["Talk"], None]
    method: str = "GET"
    is_honest: bool = False
    is_late: bool = False
    is_early: bool = False
    may_fail: bool = False
    is_last: bool = False


class Plain:
    """A connection without TLS."""

    def __init__(self, stream: socket.socket) -> None:
        self.stream = stream
        self.read = stream.recv
        self.write = stream.sendall

    def coded(self, part: bytes) -> bytes:
        """What goes over the wire for it."""
        return part


class Secured:
    """A connection with TLS, whose records can be sent as the way wants it: several at once, or half a one."""

    def __init__(self, stream: socket.socket, context: ssl.SSLContext) -> None:
        self.stream = stream
        self.write = stream.sendall
        self._come, self._go = ssl.MemoryBIO(), ssl.MemoryBIO()
        self._tls = context.wrap_bio(self._come, self._go, server_side=True)
        self._until_done(self._tls.do_handshake)

    def coded(self, part: bytes) -> bytes:
        """One record for it."""
        self._tls.write(part)
        return self._go.read()

    def read(self, most: int) -> bytes:
        """At most so many bytes, none at the end."""
        with contextlib.suppress(ssl.SSLZeroReturnError, ssl.SSLEOFError):
            return bytes(self._until_done(lambda: self._tls.read(most)))
        return b""

    def _until_done(self, step: Callable[[], bytes | None]) -> bytes:
        while True:
            try:
                done = step()
            except ssl.SSLWantReadError:
                self.stream.sendall(self._go.read())
                if received := self.stream.recv(65536):
                    self._come.write(received)
                else:
                    self._come.write_eof()
                continue
            self.stream.sendall(self._go.read())
            return done or b""


class Talk:
    """One request, and what its way needs to answer it."""

    def __init__(self, server: "OutOfStep", wire: Plain | Secured, head: bytes, body: bytes) -> None:
        self.server = server
        self.wire = wire
        self.head = head
        self.body = body
        found = TARGET.search(head)
        assert found is not None, head
        self.name = found[1].decode()
        self.way = server.ways[self.name]
        self.mark = found[2]
        message = re.search(rb"(?i)\r\n(x-road-id: [^\r]+)", head)
        self.fields = b"X-For: " + self.mark + b"\r\nContent-Type: application/json\r\n"
        self.fields += message[1] + b"\r\n" if message else b""
        self.text = json.dumps({"for": self.mark.decode()}).encode()

    def answer(self, text: bytes | None = None, *, fields: bytes = b"", status: bytes = b"HTTP/1.1 200 OK") -> bytes:
        """A whole answer with a Content-Length, unless `fields` say how long it is."""
        body = self.text if text is None else text
        framing = fields or b"Content-Length: %d\r\n" % len(body)
        return status + b"\r\n" + self.fields + framing + b"\r\n" + body

    def chunked(self, end: bytes = b"0\r\n\r\n") -> bytes:
        """A whole answer in chunks."""
        chunks = b"%x\r\n%b\r\n%x;a=b\r\n%b\r\n" % (3, self.text[:3], len(self.text) - 3, self.text[3:])
        return self.answer(chunks + end, fields=b"Transfer-Encoding: chunked\r\n")

    def send(self, *parts: bytes) -> None:
        """Send all of it at once."""
        self.wire.write(b"".join(map(self.wire.coded, parts)))

    def wait(self) -> None:
        """Wait until the client has ended the call."""
        self.server.over(self.mark).wait(PATIENCE)

    def read_body(self) -> None:
        """Read the rest of the request."""
        size = re.search(rb"(?i)\r\ncontent-length: ([0-9]+)", self.head)
        while size and len(self.body) < int(size[1]):
            self.body += self._more()
        while re.search(rb"(?i)\r\ntransfer-encoding:", self.head) and not self.body.endswith(b"0\r\n\r\n"):
            self.body += self._more()

    def _more(self) -> bytes:
        received = self.wire.read(65536)
        if not received:
            raise ConnectionError
        return received


class OutOfStep:
    """The server. `answered(mark)` is set when it has said all, `over(mark)` is to be set when the call has ended."""

    def __init__(self, ways: dict[str, Way], context: ssl.SSLContext | None = None) -> None:
        self.ways = ways
        self.connections = 0
        self.lent_again = Counter[str]()
        self._context = context
        self._events: dict[tuple[str, bytes], threading.Event] = {}
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=256)
        self.port = self._listener.getsockname()[1]
        self.url = f"{'https' if context else 'http'}://localhost:{self.port}"

    def answered(self, mark: bytes) -> threading.Event:
        """Set when everything was said."""
        return self._events.setdefault(("answered", mark), threading.Event())

    def over(self, mark: bytes) -> threading.Event:
        """To be set by the client."""
        return self._events.setdefault(("over", mark), threading.Event())

    def forget(self, mark: bytes) -> None:
        """Nobody waits for this request any more."""
        self._events.pop(("answered", mark), None)
        self._events.pop(("over", mark), None)

    def run(self) -> None:
        """Accept until stopped."""
        with contextlib.suppress(OSError):
            while True:
                stream, _ = self._listener.accept()
                self.connections += 1
                threading.Thread(target=self._serve, args=(stream,), daemon=True).start()

    def stop(self) -> None:
        """Accept nothing any more."""
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _serve(self, stream: socket.socket) -> None:
        with stream, contextlib.suppress(OSError):
            stream.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            wire = Plain(stream) if self._context is None else Secured(stream, self._context)
            poison = ""
            while data := wire.read(65536):
                if poison:
                    wire.write(wire.coded(STRAY))
                    if (asked := TARGET.search(data)) and asked[2] != b"m0":  # which is in a body
                        self.lent_again[poison] += 1
                        self.answered(asked[2]).set()
                    continue
                while b"\r\n\r\n" not in data:
                    data += wire.read(65536)
                head, _, body = data.partition(b"\r\n\r\n")
                talk = Talk(self, wire, head, body)
                poison = "" if talk.way.is_honest else talk.name
                self._answer(talk)
                if talk.way.is_last:
                    return

    def _answer(self, talk: Talk) -> None:
        try:
            if not talk.way.is_early:
                talk.read_body()
            talk.way.speak(talk)
        finally:
            self.answered(talk.mark).set()


@contextmanager
def out_of_step(ways: dict[str, Way], context: ssl.SSLContext | None = None) -> Iterator[OutOfStep]:
    """A running server."""
    server = OutOfStep(ways, context)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.stop()
        thread.join()
