"""A token endpoint on the loopback that counts, a way to reach it, a scripted issuer, keys, and a clock."""

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email.message import Message
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.error import HTTPError
from urllib.parse import parse_qs
from urllib.request import ProxyHandler, Request, build_opener

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from ndxp_sdk._http.response import Headers, Response
from ndxp_sdk.tokens import TokenProvider, TokenRequest

Json = dict[str, Any]
START = 1_800_000_000.0


@dataclass
class Clock:
    """A clock that the test moves."""

    now: float = START

    def __call__(self) -> float:
        return self.now


@dataclass
class Scripted:
    """An issuer in memory: `answers` one after the other, the last one for ever; `requests` is what was asked."""

    answers: list[Response | Exception] = field(default_factory=list)
    requests: list[TokenRequest] = field(default_factory=list)

    def __call__(self, request: TokenRequest) -> Response:
        self.requests.append(request)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def aio(self, request: TokenRequest) -> Response:
        return self(request)

    @property
    def forms(self) -> list[dict[str, str]]:
        posted = [request.content.decode() for request in self.requests if request.content]
        return [{name: values[0] for name, values in parse_qs(content).items()} for content in posted]


class TokenServer(ThreadingHTTPServer):
    """Answers every POST with a new token and counts them."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked = 0
        self.status = 200
        self.lock = threading.Lock()
        self.pause = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/oauth2/token"


class _Handler(BaseHTTPRequestHandler):
    server: TokenServer

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        with self.server.lock:
            self.server.asked += 1
            number = self.server.asked
        self.server.pause.wait(0.05)  # so that others come while it is asked; nothing depends on how long
        good = {"access_token": f"token-{number}", "token_type": "Bearer", "expires_in": 600}
        body = json.dumps(good if self.server.status == 200 else {"error": "invalid_client"}).encode()
        self.send_response(self.server.status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the inherited one
        """Nothing."""


@pytest.fixture
def server(sockets_and_processes: None) -> Iterator[TokenServer]:
    with TokenServer() as running:
        thread = threading.Thread(target=running.serve_forever, args=(0.02,))
        thread.start()
        yield running
        running.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def fetch(sockets_and_processes: None) -> Callable[[TokenRequest], Response]:
    """Sends a request over a real socket."""
    opener = build_opener(ProxyHandler({}))

    def send(request: TokenRequest) -> Response:
        headers = {**dict(request.headers), "Content-Type": request.media_type}
        try:
            with opener.open(Request(request.url, request.content, headers), timeout=30) as answer:
                return Response(answer.status, _headers(answer.headers), answer.read())
        except HTTPError as error:
            with error:
                return Response(error.code, _headers(error.headers), error.read())

    return send


def _headers(message: Message) -> Headers:
    return Headers([(name.encode(), value.encode()) for name, value in message.items()])


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def scripted() -> Callable[..., Scripted]:
    def make(*answers: Response | Exception) -> Scripted:
        return Scripted(list(answers))

    return make


@pytest.fixture(scope="session")
def reply() -> Callable[..., Response]:
    """An answer in JSON, or of bytes as they are."""

    def make(body: Json | bytes, status: int = 200, date: float | None = None, **headers: str) -> Response:
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        fields = {name.replace("_", "-"): value for name, value in headers.items()}
        if date is not None:
            fields["Date"] = formatdate(date, usegmt=True)
        return Response(status, Headers([(key.encode(), value.encode()) for key, value in fields.items()]), content)

    return make


@pytest.fixture(scope="session")
def good(reply: Callable[..., Response]) -> Callable[..., Response]:
    """A token."""

    def make(value: str = "token-1", life: float = 600, **headers: Any) -> Response:
        return reply({"access_token": value, "token_type": "Bearer", "expires_in": life}, **headers)

    return make


@pytest.fixture
def source(clock: Clock) -> Callable[..., TokenProvider]:
    def make(credential: Any, **settings: Any) -> TokenProvider:
        settings.setdefault("token_url", "https://hub.example/oauth2/token")
        return TokenProvider(credential, now=clock, **settings)

    return make


@dataclass(frozen=True)
class Pems:
    elliptic: str
    rsa: str
    weak: str
    encrypted: str


@pytest.fixture(scope="session")
def pems() -> Pems:
    def text(key: Any, encryption: Any = None) -> str:
        how = encryption or serialization.NoEncryption()
        return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, how).decode()

    elliptic = ec.generate_private_key(ec.SECP256R1())
    weak = rsa.generate_private_key(65537, 1024)
    locked = text(elliptic, serialization.BestAvailableEncryption(b"open sesame"))
    return Pems(text(elliptic), text(rsa.generate_private_key(65537, 2048)), text(weak), locked)


@dataclass(frozen=True)
class Kit:
    """All of it, for tests that need much."""

    source: Callable[..., TokenProvider]
    scripted: Callable[..., Scripted]
    reply: Callable[..., Response]
    good: Callable[..., Response]
    clock: Clock
    pems: Pems


@pytest.fixture
def kit(
    source: Callable[..., TokenProvider],
    scripted: Callable[..., Scripted],
    reply: Callable[..., Response],
    good: Callable[..., Response],
    clock: Clock,
    pems: Pems,
) -> Kit:
    return Kit(source, scripted, reply, good, clock, pems)
