"""Without log-in the dashboard serves its own machine alone."""

import socket
from contextlib import closing

import pytest
from starlette.routing import Mount, Route

from compliance.actions.errors import UsageError
from compliance.server.access.identity import Action
from compliance.server.access.needs import Undeclared, check_declared, needs, public
from compliance.server.access.settings import Loopback, is_loopback, refuse_open
from tools.dashboard import dashboard, on_loopback, token
from tools.served import serving


@pytest.mark.parametrize(
    "host", ["0.0.0.0", "::", "[::]", "192.0.2.1", "10.0.0.1", "example.gov.vn", "", "localhost.example.gov.vn"]
)
def test_other_addresses_are_refused_without_log_in(host: str) -> None:
    with pytest.raises(UsageError) as refused:
        refuse_open(host, Loopback())
    assert "--auth oidc" in str(refused.value)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "[::1]", "localhost", "LOCALHOST"])
def test_loopback_needs_no_log_in(host: str) -> None:
    refuse_open(host, Loopback())
    assert is_loopback(host)


def test_whoever_uses_the_machine_is_its_auditor() -> None:
    found = on_loopback().get("/see-pages").json()
    assert (found["name"], found["roles"]) == ("localhost", ["auditor"])


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8000", "localhost:9", "[::1]:8000", "LocalHost"])
def test_own_names_are_answered(host: str) -> None:
    assert on_loopback().get("/see-pages", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "attacker.example", "127.0.0.1.attacker.example", "attacker.example:8000", "127.0.0.1@attacker.example",
        "127.0.0.1:8000@attacker.example", "localhost, attacker.example", "localhost:http", "", "[::1", "0.0.0.0",
        "127.0.0.2", "2130706433", "0x7f.1", "localhost/", "localhost#", "localhost?", "localhost\\", "127.0.0.1 x",
    ],
)  # fmt: skip
def test_other_names_are_refused(host: str) -> None:
    answer = on_loopback().get("/see-pages", headers={"host": host})
    assert answer.status_code == 421


def test_two_names_are_refused() -> None:
    answer = on_loopback().get("/see-pages", headers=[("host", "127.0.0.1"), ("host", "attacker.example")])
    assert answer.status_code == 421


@pytest.mark.parametrize("field", ["X-Forwarded-For", "Forwarded", "Via", "X-Real-IP", "X-Forwarded-Host"])
def test_proxy_before_a_dashboard_without_log_in_is_refused(field: str) -> None:
    assert on_loopback().get("/see-pages", headers={field: "192.0.2.1"}).status_code == 403


def test_crash_shows_nothing_of_what_it_was() -> None:
    answer = on_loopback().get("/crash?value")
    assert answer.status_code == 500
    assert "made-up-secret" not in answer.text
    assert "Traceback" not in answer.text
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")


@pytest.mark.parametrize("path", ["/see-pages", "/open", "/crash", "/none"])
def test_every_answer_says_what_a_page_may_do(path: str) -> None:
    headers = on_loopback().get(path).headers
    assert headers["content-security-policy"] == (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["cache-control"] == "no-store"
    assert "strict-transport-security" not in headers


def test_route_that_declares_nothing_is_a_fault_of_the_program() -> None:
    declared = [Route("/seen", needs(Action.SEE_PAGES)(token)), Route("/open", public(lambda _: None))]
    check_declared(declared)
    check_declared([Mount("/below", routes=declared)])
    with pytest.raises(Undeclared, match="/below/silent"):
        check_declared([Mount("/below", routes=[*declared, Route("/silent", lambda _: None)])])


@pytest.mark.usefixtures("sockets_and_processes")
def test_small_answers_are_sent_at_once() -> None:
    """A client that acknowledges late (40 ms) must not be waited for between two answers of one connection."""
    with serving(dashboard(Loopback())) as served, closing(served.connect()) as stream:
        stream.sendall(f"GET /open HTTP/1.1\r\nHost: 127.0.0.1:{served.port}\r\n\r\n".encode())
        assert b" 200 " in stream.recv(65536)
        (connection,) = served.server.server_state.connections
        accepted = connection.transport.get_extra_info("socket")
        assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
