"""Clients that are slow, large or many, and requests that are none, over real sockets."""

import contextlib
import threading
from contextlib import ExitStack, closing
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from compliance.server.access.entrance import Entrance, RequestLimits
from compliance.server.access.log import AccessLog
from compliance.server.access.needs import public
from compliance.server.access.settings import Loopback
from compliance.server.protocol import ConnectionLimits
from tools.dashboard import application, behind_proxy, dashboard, proxy_access
from tools.generate import REPOSITORY
from tools.served import HANGS, Served, received, serving

pytestmark = pytest.mark.usefixtures("sockets_and_processes")
QUICK = ConnectionLimits(head=0.3, reading=0.3)


def _get(port: int, *fields: str) -> bytes:
    return "\r\n".join(("GET /open HTTP/1.1", f"Host: 127.0.0.1:{port}", *fields, "", "")).encode()


@pytest.mark.parametrize(
    "begun", [b"", b"GET", b"GET /open HTTP/1.1\r\n", b"GET /open HTTP/1.1\r\nHost: 127.0.0.1\r\nX: "]
)
def test_head_that_never_ends_is_cut_off(begun: bytes) -> None:
    with serving(dashboard(Loopback()), QUICK) as served, closing(served.connect()) as slow:
        slow.sendall(begun)
        assert b" 200 " in served.get("/open")  # others are answered meanwhile
        assert received(slow) == b""


def test_head_that_comes_a_byte_at_a_time_is_cut_off_too() -> None:
    with serving(dashboard(Loopback()), QUICK) as served, closing(served.connect()) as slow:
        sent = 0
        try:
            for sent, byte in enumerate(b"GET /open HTTP/1.1\r\nX-Slow: " + b"a" * 10_000):  # noqa: B007 - it is read below
                slow.sendall(bytes((byte,)))
                slow.settimeout(0.02)
                try:
                    if not slow.recv(1):
                        break
                except TimeoutError:
                    continue
        except ConnectionError:
            pass
        assert sent < 9_000


def test_second_request_of_a_connection_has_no_more_time_than_the_first() -> None:
    with serving(dashboard(Loopback()), QUICK) as served, closing(served.connect()) as slow:
        slow.sendall(_get(served.port))
        first = slow.recv(65536)
        assert b" 200 " in first
        slow.sendall(b"GET /open HTT")
        assert b"HTTP/1.1" not in received(slow).removeprefix(b"open")


def test_quick_requests_of_one_connection_are_all_answered() -> None:
    with serving(dashboard(Loopback()), QUICK) as served, closing(served.connect()) as stream:
        stream.sendall(_get(served.port) * 3 + _get(served.port, "Connection: close"))
        assert received(stream).count(b"HTTP/1.1 200 OK") == 4


def test_body_that_never_ends_is_refused() -> None:
    app = dashboard(Loopback(), limits=RequestLimits(body_time=0.3))
    with serving(app) as served, closing(served.connect()) as slow:
        head = f"POST /start-audit HTTP/1.1\r\nHost: 127.0.0.1:{served.port}\r\nContent-Length: 100\r\n\r\nabc"
        slow.sendall(head.encode())
        answer = received(slow)
    assert answer.startswith(b"HTTP/1.1 408 ")
    assert b"default-src 'none'" in answer


@pytest.mark.parametrize("announced", [True, False])
def test_body_without_end_is_refused_at_once(announced: bool) -> None:
    app = dashboard(Loopback(), limits=RequestLimits(body=1_000))
    length = "Content-Length: 5000000000" if announced else "Transfer-Encoding: chunked"
    with serving(app) as served, closing(served.connect()) as stream:
        stream.sendall(f"POST /start-audit HTTP/1.1\r\nHost: 127.0.0.1:{served.port}\r\n{length}\r\n\r\n".encode())
        sent = 0
        with contextlib.suppress(ConnectionError):
            while not announced and sent < 100:
                stream.sendall(b"100000\r\n" + b"a" * 0x100000 + b"\r\n")
                sent += 1
        assert sent < 100
        if announced:
            assert received(stream).startswith(b"HTTP/1.1 413 ")
    # without an announced length the connection ended while the body was still on its way


def test_sender_of_a_large_body_hears_why_it_is_not_taken() -> None:
    app = dashboard(Loopback(), limits=RequestLimits(body=1_000))
    with serving(app) as served:
        address = f"http://127.0.0.1:{served.port}/start-audit"
        with httpx.Client(trust_env=False, timeout=HANGS) as client:
            for content in (b"a" * 5_000_000, iter((b"a" * 1_000_000,) * 5)):
                answer = client.post(address, content=content)
                assert answer.status_code == 413
                assert "5000000" in answer.text
                assert "1000" in answer.text


def test_head_that_is_too_large_is_refused() -> None:
    with serving(dashboard(Loopback())) as served:
        assert served.get("/open", f"X-Large: {'a' * 40_000}").startswith(b"HTTP/1.1 431 ")


def test_client_that_goes_away_in_the_middle_starts_nothing(tmp_path: Path) -> None:
    log = tmp_path / "log"
    with serving(dashboard(Loopback(), log)) as served:
        with closing(served.connect()) as stream:
            head = f"POST /start-audit HTTP/1.1\r\nHost: 127.0.0.1:{served.port}\r\nContent-Length: 100\r\n\r\nabc"
            stream.sendall(head.encode())
        assert served.is_empty()
    assert '"status": 2' not in log.read_text()


def test_client_that_does_not_read_is_cut_off() -> None:
    large = b"x" * 60_000_000
    app = Starlette(routes=[Route("/open", public(lambda _: PlainTextResponse(large)))])
    with serving(app, QUICK) as served, closing(served.connect()) as slow:
        slow.sendall(_get(served.port))
        assert slow.recv(1)
        assert served.is_empty()
        assert len(received(slow)) < len(large)


def test_connections_of_one_address_are_limited_and_given_back() -> None:
    with serving(dashboard(Loopback()), ConnectionLimits(most_of_address=3)) as served:
        with ExitStack() as stack:
            held = [stack.enter_context(closing(served.connect())) for _ in range(3)]
            for stream in held:
                stream.sendall(_get(served.port))
                assert b" 200 " in stream.recv(65536)
            with closing(served.connect()) as further:
                further.sendall(_get(served.port))  # because who says nothing is cut off in any case
                assert received(further) == b""
        assert served.is_empty()
        assert b" 200 " in served.get("/open")


def test_connections_in_all_are_limited() -> None:
    limits = ConnectionLimits(most=2, most_of_address=100)
    with serving(dashboard(Loopback()), limits) as served, ExitStack() as stack:
        for _ in range(2):
            stack.enter_context(closing(served.connect())).sendall(_get(served.port))
        with closing(served.connect()) as further:
            further.sendall(_get(served.port))
            assert received(further) == b""


@pytest.mark.parametrize(
    "request_line",
    [
        "GET /open HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: attacker.example",
        "CONNECT attacker.example:443 HTTP/1.1\r\nHost: attacker.example",
        "GET /see-pages HTTP/1.0", "GET /see-pages HTTP/1.1\r\nHost: 127.0.0.1\r\nHost : attacker.example",
        "GET /see-pages HTTP/1.1\r\nHost: 127.0.0.1\r\n X-Folded: a", "GET /see-pages HTTP/1.1",
        "POST /start-audit HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 3\r\nContent-Length: 4",
        "POST /start-audit HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked",
        "OPTIONS * HTTP/1.1\r\nHost: 127.0.0.1", "GET /see-pages HTTP/1.1\r\nHost: [::1",
        "CONNECT 127.0.0.1:80 HTTP/1.1\r\nHost: 127.0.0.1", "GET /see-pages HTTP/1.1\r\nHost: a]b",
        "GET /none HTTP/1.1\r\nHost: [",
        "GET http://attacker.example/see-pages HTTP/1.1\r\nHost: attacker.example",
        "\x16\x03\x01\x02\x00\x01\x00", "GET /\x00 HTTP/1.1\r\nHost: 127.0.0.1",
        "GET /\u0111 HTTP/1.1\r\nHost: 127.0.0.1",
    ],
)  # fmt: skip
def test_odd_requests_are_refused(request_line: str) -> None:
    with serving(dashboard(Loopback())) as served:
        answer = served.send(f"{request_line}\r\nConnection: close\r\n\r\n".encode())
        assert answer == b"" or answer.split(b" ", 2)[1][:1] == b"4", answer
        assert b"Traceback" not in answer
        assert b" 200 " in served.get("/see-pages")


def test_server_does_not_say_what_it_is() -> None:
    with serving(dashboard(Loopback())) as served:
        head = served.get("/open").lower()
    assert b"\r\nserver:" not in head
    assert b"uvicorn" not in head


def test_upgrade_to_another_protocol_is_not_taken() -> None:
    fields = ("Upgrade: websocket", "Connection: Upgrade, close", "Sec-WebSocket-Key: x", "Sec-WebSocket-Version: 13")
    with serving(dashboard(Loopback())) as served:
        assert b" 101 " not in served.get("/see-pages", *fields).split(b"\r\n")[0]


def _as_proxy(served: Served, *fields: bytes) -> bytes:
    head = (b"GET /see-pages HTTP/1.1", b"Host: dashboard.example.gov.vn", b"Connection: close", *fields)
    return served.send(b"\r\n".join((*head, b"", b"")))


def test_fields_of_a_proxy_over_real_sockets(tmp_path: Path) -> None:
    from ipaddress import ip_network

    access = proxy_access(tmp_path, proxies=(ip_network("127.0.0.1/32"),))
    secret = b"X-Proxy-Secret: made-up-secret-5c1d"
    with serving(behind_proxy(access).app) as served:
        assert b" 200 " in _as_proxy(served, b"X-Remote-User: lan", b"X-Remote-Groups: xem", secret)
        assert b" 401 " in _as_proxy(served, b"X-Remote-User: \xff\xfe", b"X-Remote-Groups: xem", secret)
        assert b" 401 " in _as_proxy(served, b"X_Remote_User: lan", b"X-Remote-Groups: xem", secret)
        assert b" 401 " in _as_proxy(served, b"X-Remote-User: lan", b"X-Remote-User: boss", secret)


@pytest.mark.parametrize("page", ["dashboard.md", "dashboard.vi.md"])
def test_limits_on_the_page_for_users_are_those_in_force(page: str) -> None:
    request, connection = RequestLimits(), ConnectionLimits()
    rows = [line for line in (REPOSITORY / "docs" / page).read_text("utf-8").splitlines() if line.startswith("| ")]
    for sentence, answer in (
        (f"{request.head // 1024} KiB, {connection.head:.0f} ", "431"),
        (f"{request.body // 1024**2} MiB, {request.body_time:.0f} ", "413, 408"),
        (f"| {request.at_once} |", "503"),
        (f"| {connection.most}, ", f" {connection.most_of_address} |"),
        (f"| {connection.reading:.0f} ", ""),
    ):
        assert [row for row in rows if sentence in row and answer in row], sentence


def test_more_requests_at_once_than_can_be_served_are_told_to_wait() -> None:
    held, go_on = threading.Event(), threading.Event()

    @public
    def slow(_: Request) -> PlainTextResponse:
        held.set()
        go_on.wait(HANGS)
        return PlainTextResponse("slow")

    entrance = Entrance.of(Loopback(), AccessLog(), limits=RequestLimits(at_once=1))
    app = application(entrance, [Route("/slow", slow)])
    with serving(app) as served:
        with closing(served.connect()) as first:
            first.sendall(_get(served.port, "Connection: close").replace(b"/open", b"/slow"))
            held.wait(HANGS)
            refused = served.get("/open")
            go_on.set()
            assert received(first).endswith(b"slow")
        assert refused.startswith(b"HTTP/1.1 503 ")
        assert b"retry-after: 1" in refused.lower()
        assert b" 200 " in served.get("/open")


def test_request_that_has_begun_is_answered_when_the_server_ends() -> None:
    held, go_on = threading.Event(), threading.Event()

    @public
    def slow(_: Request) -> PlainTextResponse:
        held.set()
        go_on.wait(HANGS)
        return PlainTextResponse("answered")

    app = application(Entrance.of(Loopback(), AccessLog()), [Route("/slow", slow)])
    with serving(app) as served, closing(served.connect()) as first:
        first.sendall(_get(served.port).replace(b"/open", b"/slow"))
        held.wait(HANGS)
        served.server.should_exit = True
        go_on.set()
        assert b"answered" in received(first)
