"""Servers that have a flawless answer to every request and let it over the wire in a hostile way, one function a way.

A way gets the connection and the answer, and says whether the connection goes on. What a caller is to find out is that
such an answer did not come, or what really came: never a breach of what the platform would have kept.
"""

import contextlib
import gzip
import re
import socket
import ssl
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from email.utils import formatdate
from functools import cache
from pathlib import Path
from typing import Any

from ndxp_mocks import Platform, Served, flawless
from ndxp_mocks.openapi.app import Memory, query_of
from ndxp_mocks.openapi.messages import Request
from ndxp_mocks.openapi.platform import DocumentPlatform
from ndxp_mocks.openapi.source import source_of
from ndxp_mocks.platform.openapi import document
from ndxp_mocks.platform.settings import Settings
from ndxp_mocks.records import write
from ndxp_mocks.serving.certificate_authority import Authority

LONGEST = 64 * 1024 * 1024
_TURNS_OF_THE_KILLED = 8
_HALF_SAID = "half said"
SECURED = (("strict-transport-security", "max-age=31536000"),)


@dataclass
class Talk:
    """One connection of a server, and how many requests came over it."""

    stream: socket.socket
    server: "Hostile"
    turns: int = 0

    def send(self, *parts: bytes) -> bool:
        """Send it, and go on."""
        for part in parts:
            self.stream.sendall(part)
            self.server.sent += len(part)
        return True

    def wait(self, seconds: float = 600) -> bool:
        """Wait, at most until the server ends."""
        return self.server.is_stopped.wait(seconds)

    def flood(self, part: bytes) -> bool:
        """Send the part again and again, until the caller hangs up or it is far more than anybody should take."""
        for _ in range(LONGEST // len(part)):
            if self.server.is_stopped.is_set():
                break
            self.send(part)
        return not self.wait()  # because an end would be a whole answer

    def close(self) -> bool:
        """End the connection in order."""
        return False


Way = Callable[[Talk, bytes], bool]


def parts(answer: bytes) -> tuple[bytes, bytes]:
    """The head without its empty line, and the body."""
    head, _, body = answer.partition(b"\r\n\r\n")
    return head, body


def without_length(head: bytes) -> bytes:
    """The head without the length of the body."""
    return b"\r\n".join(line for line in head.split(b"\r\n") if not line.lower().startswith(b"content-length"))


def with_body(answer: bytes, body: bytes, *fields: bytes) -> bytes:
    """The answer with another body of the right length, and more fields."""
    head = without_length(parts(answer)[0])
    return b"\r\n".join([head, *fields, b"Content-Length: %d" % len(body), b"", body])


def chunked(answer: bytes, *chunks: bytes) -> bytes:
    """The answer with these chunks, and not their end."""
    head = without_length(parts(answer)[0]) + b"\r\nTransfer-Encoding: chunked\r\n\r\n"
    return head + b"".join(b"%x\r\n%b\r\n" % (len(each), each) for each in chunks)


def honest(talk: Talk, answer: bytes) -> bool:
    return talk.send(answer)


def slow(talk: Talk, answer: bytes) -> bool:
    talk.wait(0.05)
    return talk.send(*(answer[at : at + 200] for at in range(0, len(answer), 200)))


def byte_by_byte(talk: Talk, answer: bytes) -> bool:
    body = parts(answer)[1]
    return talk.send(chunked(answer, *(body[at : at + 1] for at in range(len(body)))), b"0\r\n\r\n")


def flaky(talk: Talk, answer: bytes) -> bool:
    return talk.send(answer) if talk.server.count % 2 else talk.close()


def resetting(talk: Talk, answer: bytes) -> bool:
    talk.send(answer[: len(answer) // 2])
    talk.stream.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
    return False


def truncating(talk: Talk, answer: bytes) -> bool:
    talk.send(answer[: len(answer) - len(parts(answer)[1]) // 2 - 1])
    return talk.close()


def truncating_chunks(talk: Talk, answer: bytes) -> bool:
    talk.send(chunked(answer, parts(answer)[1]))
    return talk.close()


def hanging(talk: Talk, answer: bytes) -> bool:
    return not talk.wait()


def hanging_in_the_body(talk: Talk, answer: bytes) -> bool:
    talk.send(answer[:-1])
    return not talk.wait()


def dripping_head(talk: Talk, answer: bytes) -> bool:
    for at in range(len(answer)):
        talk.send(answer[at : at + 1])
        talk.wait(0.2)
    return True


def promising_more(talk: Talk, answer: bytes) -> bool:
    head, body = parts(answer)
    talk.send(without_length(head) + b"\r\nContent-Length: %d\r\n\r\n" % (len(body) + 1000) + body)
    return talk.close()


def promising_less(talk: Talk, answer: bytes) -> bool:
    head, body = parts(answer)
    return talk.send(without_length(head) + b"\r\nContent-Length: %d\r\n\r\n" % (len(body) // 2) + body)


def two_lengths(talk: Talk, answer: bytes) -> bool:
    head, body = parts(answer)
    return talk.send(head + b"\r\nContent-Length: 1\r\n\r\n" + body)


def length_and_chunks(talk: Talk, answer: bytes) -> bool:
    head, body = parts(answer)
    return talk.send(head + b"\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%b\r\n0\r\n\r\n" % (len(body), body))


def compressed_unasked(talk: Talk, answer: bytes) -> bool:
    return talk.send(with_body(answer, gzip.compress(parts(answer)[1]), b"Content-Encoding: gzip"))


def compression_bomb(talk: Talk, answer: bytes) -> bool:
    return talk.send(with_body(answer, bomb(), b"Content-Encoding: gzip"))


@cache
def bomb() -> bytes:
    """A few hundred kilobytes that become 256 MiB."""
    packed = gzip.compress(b" " * (16 * 1024 * 1024), 9)
    return packed * 16  # because members may follow one another (RFC 1952, 2.2)


def unknown_coding(talk: Talk, answer: bytes) -> bool:
    return talk.send(with_body(answer, b"\x8b\xff\x00\x12" * 40, b"Content-Encoding: br"))


def broken_coding(talk: Talk, answer: bytes) -> bool:
    return talk.send(with_body(answer, gzip.compress(parts(answer)[1])[:-12], b"Content-Encoding: gzip"))


def redirect_loop(talk: Talk, answer: bytes) -> bool:
    return talk.send(moved(answer, f"{talk.server.url}/v1/loop"))


def redirect_to_metadata(talk: Talk, answer: bytes) -> bool:
    return talk.send(moved(answer, "http://169.254.169.254/latest/"))


def moved(answer: bytes, target: str) -> bytes:
    """The head of the answer as that of a redirection."""
    _, _, fields = with_body(answer, b"", b"Location: " + target.encode()).partition(b"\r\n")
    return b"HTTP/1.1 307 Moved\r\n" + fields


def half_closed_before(talk: Talk, answer: bytes) -> bool:
    with contextlib.suppress(OSError):
        talk.stream.shutdown(socket.SHUT_WR)
        while talk.stream.recv(65536):  # because the other half is open until the caller closes it
            pass
    return talk.close()


def half_closed_within(talk: Talk, answer: bytes) -> bool:
    talk.send(answer[: len(answer) // 2])
    return half_closed_before(talk, answer)


def half_closed_after(talk: Talk, answer: bytes) -> bool:
    talk.send(answer)
    return half_closed_before(talk, answer)


def closed_after_each(talk: Talk, answer: bytes) -> bool:
    talk.send(answer)
    return talk.close()


def stray_after(talk: Talk, answer: bytes) -> bool:
    return talk.send(answer + STRAY)


def stray_late(talk: Talk, answer: bytes) -> bool:
    # because what comes while a connection rests is seen or not, as chance has it; before the next answer it always is
    return talk.send(answer if talk.turns == 1 else STRAY + answer)


STRAY = b"HTTP/1.1 500 X\r\nContent-Type: text/html\r\nContent-Length: 9\r\n\r\nTraceback"


def header_flood(talk: Talk, answer: bytes) -> bool:
    talk.send(b"HTTP/1.1 200 OK\r\n")
    return talk.flood(b"X-Filler: %b\r\n" % (b"x" * 1000) * 60)


def endless_header_line(talk: Talk, answer: bytes) -> bool:
    talk.send(b"HTTP/1.1 200 OK\r\nX-Filler: ")
    return talk.flood(b"x" * 65536)


def endless_interim(talk: Talk, answer: bytes) -> bool:
    return talk.flood(b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" * 1000)


def endless_body(talk: Talk, answer: bytes) -> bool:
    talk.send(without_length(parts(answer)[0]) + b"\r\n\r\n[")
    return talk.flood(b"1," * 32768)


def endless_chunks(talk: Talk, answer: bytes) -> bool:
    talk.send(chunked(answer, b"["))
    return talk.flood(b"1\r\n1\r\n" * 8192)


def deep_json(talk: Talk, answer: bytes) -> bool:
    return talk.send(with_body(answer, b"[" * 500_000 + b"]" * 500_000))


def large_number(talk: Talk, answer: bytes) -> bool:
    return talk.send(with_body(answer, b'{"items": [], "next_cursor": null, "total": ' + b"9" * 900_000 + b"}"))


def odd_charset(talk: Talk, answer: bytes) -> bool:
    head, body = parts(answer)
    return talk.send(
        head.replace(b"application/json", b'application/json; charset=x-no-such; ;;="') + b"\r\n\r\n" + body
    )


def heavy_link(talk: Talk, answer: bytes) -> bool:
    head, body = parts(answer)
    return talk.send(
        head + b"\r\nLink: <a>" + b"; " + b" " * 6000 + b"\r\nLink: " + b"<a>;a=" * 1000 + b"\r\n\r\n" + body
    )


def busy_for_ever(talk: Talk, _answer: bytes) -> bool:
    return talk.send(b"HTTP/1.1 503 Busy\r\nRetry-After: 99999999999999\r\nContent-Length: 0\r\n\r\n")


def killed(talk: Talk, answer: bytes) -> bool:
    """Answer in order for a while; then say half of an answer, and that it is time to be killed."""
    if talk.server.count < _TURNS_OF_THE_KILLED:
        return talk.send(answer)
    talk.send(answer[: len(answer) // 2])
    print(_HALF_SAID, flush=True)
    return not talk.wait()


def not_http(talk: Talk, _answer: bytes) -> bool:
    talk.send(b"SSH-2.0-OpenSSH_9.9\r\n" + bytes(range(256)))
    return talk.close()


def odd_status(talk: Talk, answer: bytes) -> bool:
    return talk.send(answer.replace(b"HTTP/1.1 200", b"HTTP/1.1 999", 1))


def escapes_in_headers(talk: Talk, answer: bytes) -> bool:
    head, body = parts(answer)
    return talk.send(head + b"\r\nX-Note: \x1b[2J\x1b]0;owned\x07\r\n\r\n" + body)


WAYS: Mapping[str, Way] = {
    name.replace("_", "-"): way
    for name, way in list(globals().items())
    if callable(way) and getattr(way, "__annotations__", {}).get("talk") is Talk
}


@dataclass
class Hostile:
    """A running server: how much it sent, how many connections and requests it had."""

    way: Way
    memory: Memory
    context: ssl.SSLContext | None
    listener: socket.socket = field(default_factory=lambda: socket.create_server(("127.0.0.1", 0), backlog=64))
    is_stopped: threading.Event = field(default_factory=threading.Event)
    sent: int = 0
    count: int = 0
    threads: list[threading.Thread] = field(default_factory=list)

    @property
    def port(self) -> int:
        return int(self.listener.getsockname()[1])

    @property
    def url(self) -> str:
        return f"{'https' if self.context else 'http'}://localhost:{self.port}"

    def run(self) -> None:
        """Accept until the listener is closed."""
        with contextlib.suppress(OSError):
            while True:
                stream, _ = self.listener.accept()
                thread = threading.Thread(target=self._serve, args=(stream,))
                self.threads.append(thread)
                thread.start()

    def stop(self) -> None:
        """Stop, and wait for all who talk."""
        self.is_stopped.set()
        with contextlib.suppress(OSError):
            self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()

    def _serve(self, plain: socket.socket) -> None:
        plain.settimeout(20)
        with contextlib.suppress(OSError, ValueError), plain:
            if self.context is None:
                self._answer(plain)
                return
            with self.context.wrap_socket(plain, server_side=True) as stream:
                self._answer(stream)

    def _answer(self, stream: socket.socket) -> None:
        talk = Talk(stream, self)
        while (head := _head(stream)) is not None:
            self.count += 1
            talk.turns += 1
            if not self.way(talk, answer_to(self.memory, head)):
                return


def _head(stream: socket.socket) -> bytes | None:
    """One request with its body, null at the end of the connection."""
    data = b""
    while b"\r\n\r\n" not in data:
        more = stream.recv(65536)
        if not more:
            return None
        data += more
    head, _, body = data.partition(b"\r\n\r\n")
    length = re.search(rb"^content-length: *([0-9]+)", head, re.IGNORECASE | re.MULTILINE)
    while length is not None and len(body) < int(length[1]):
        body += (more := stream.recv(65536))
        if not more:
            return None
    return head + b"\r\n\r\n" + body


def answer_to(memory: Memory, sent: bytes) -> bytes:
    """The flawless answer, also to what is no simple read."""
    found = memory.answer(sent)
    if found is not None:
        return found
    head, _, body = sent.partition(b"\r\n\r\n")
    (method, target, _), *lines = [line.split(" ", 2) for line in head.decode("latin-1").split("\r\n")]
    fields = tuple((line[0].rstrip(":").lower(), " ".join(line[1:]).strip()) for line in lines)
    path, _, query = target.partition("?")
    reply = memory.described.reply(Request(method, path, query_of(query), fields, body), memory.fixed)
    told = [("date", formatdate(usegmt=True)), *reply.headers, ("content-type", reply.media_type or "text/plain")]
    written = "".join(f"{name}: {value}\r\n" for name, value in told)
    return f"HTTP/1.1 {reply.status} X\r\n{written}content-length: {len(reply.body)}\r\n\r\n".encode() + reply.body


@contextmanager
def hostile_platform(way: Way, folder: Path, **platform: Any) -> Iterator[tuple[Served, Hostile]]:
    """A flawless platform whose answers go over TLS in this way, and in no other; nothing answers over plain HTTP."""
    chosen = Platform(**platform)
    memory = Memory(DocumentPlatform(source_of(document(chosen)), chosen.seed), SECURED)
    authority = Authority()
    (ca_file := folder / "ca.pem").write_text(authority.certificate, encoding="ascii")
    server = Hostile(way, memory, authority.context(Settings()))
    thread = threading.Thread(target=server.run)
    thread.start()
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))  # a port that nobody else gets, and where nothing listens
        try:
            yield Served(chosen, server.port, held.getsockname()[1], ca_file, authority.certificate), server
        finally:
            server.stop()
            for each in (thread, *server.threads):
                each.join()


@contextmanager
def killed_platform(folder: Path, slug: str) -> Iterator[Path]:
    """A platform in a process of its own, which is killed while it answers; gives its record."""
    command = [sys.executable, "-m", "tools.hostile_servers", str(folder), slug]
    tests = Path(__file__).parent.parent
    with subprocess.Popen(command, cwd=tests, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        lines = process.stdout
        record = Path(lines.readline().strip())

        def kill() -> None:
            if lines.readline():
                process.kill()

        thread = threading.Thread(target=kill)
        thread.start()
        try:
            yield record
        finally:
            process.kill()
            thread.join()


def main() -> None:
    """Serve the platform that is to be killed, until then or until standard input ends."""
    folder, slug = Path(sys.argv[1]), sys.argv[2]
    with hostile_platform(killed, folder, entry=replace(flawless().entry, slug=slug)) as (served, _):
        print(write(served, folder), flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
