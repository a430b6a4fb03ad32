"""The line for curl that repeats an exchange: it says what was sent, and no text of others becomes a command."""

import shlex
import shutil
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from compliance.model.observation import HttpExchange
from compliance.model.repetition import command


def test_line_names_headers_address_and_placeholders() -> None:
    exchange = HttpExchange(
        "GET",
        "https://a.example/v1/citizens/{id}?year=…&unit=…",
        200,
        sent=(("X-Correlation-Id", "5f0c"),),
        credential="bearer",
        ca_file="roots.pem",
    )
    assert command(exchange) == (
        'curl -g -i -H "Accept: application/json, */*;q=0.5" -H "X-Correlation-Id: 5f0c" '
        '-H "Authorization: Bearer $TOKEN" --cacert "roots.pem" '
        '"https://a.example/v1/citizens/{id}?year={year}&unit={unit}"'
    )


@pytest.mark.parametrize(
    ("kind", "placeholder"),
    [
        ("basic", '-u "$USER:$PASSWORD"'),
        ("api-key", '-H "$API_KEY_HEADER: $API_KEY"'),
        ("mtls", '--cert "$CERTIFICATE" --key "$KEY"'),
        ("lgspaccesstoken", '-H "lgspaccesstoken: $TOKEN"'),
        ("session", '-b "$SESSION_COOKIE"'),
        ("client-credentials", '-H "Authorization: Bearer $TOKEN"'),
        ("private-key-jwt", '-H "Authorization: Bearer $TOKEN"'),
    ],
)
def test_credential_is_a_placeholder_of_its_kind(kind: str, placeholder: str) -> None:
    assert f" {placeholder} " in command(HttpExchange("GET", "https://a.example/", 200, credential=kind))


def test_plain_http_needs_no_file_of_authorities() -> None:
    assert "--cacert" not in command(HttpExchange("GET", "http://a.example/", 308, ca_file="roots.pem"))


def test_a_proxy_is_asked_for_a_tunnel_whatever_goes_through_it() -> None:
    exchange = HttpExchange("GET", "http://a.example/", 308, proxy="http://proxy.example:3128")
    assert ' -p -x "http://proxy.example:3128" ' in command(exchange)


@pytest.mark.parametrize(("method", "option"), [("HEAD", "-I"), ("OPTIONS", "-X OPTIONS")])
def test_other_methods_are_named(method: str, option: str) -> None:
    assert command(HttpExchange(method, "https://a.example/", 200)).startswith(f"curl -g -i {option} ")


HOSTILE = [
    'W/"1"; touch x',
    "$(touch x)",
    "`touch x`",
    "a\\",
    "!!",
    "it's",
    "$HOME",
    "${HOME}",
    "%USERNAME%",
    '"',
    "a'\"b",
]


@pytest.mark.parametrize("value", HOSTILE)
def test_no_text_of_others_is_read_by_a_shell(value: str) -> None:
    exchange = HttpExchange("GET", f"https://a.example/{value}", 200, sent=(("If-None-Match", value),))
    words = shlex.split(command(exchange))
    assert f"If-None-Match: {value}" in words
    assert words[-1] == f"https://a.example/{value}".replace("%USERNAME%", "%25USERNAME%25")
    for word in ("$(", "`", "$HOME", "${HOME}"):
        outside = command(exchange).replace("'\\''", "").split("'")[::2]
        assert all(word not in part for part in outside)


class _Recording(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.server.seen = (self.path, dict(self.headers))  # type: ignore[attr-defined] - what the test reads
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Stay silent."""


@pytest.fixture
def server(sockets_and_processes: None) -> Iterator[HTTPServer]:
    with HTTPServer(("127.0.0.1", 0), _Recording) as listening:
        thread = threading.Thread(target=listening.serve_forever)
        thread.start()
        yield listening
        listening.shutdown()
        thread.join()


@pytest.mark.skipif(not shutil.which("curl") or not shutil.which("bash"), reason="curl and bash are needed")
@pytest.mark.parametrize("value", HOSTILE)
def test_curl_sends_what_the_line_says(value: str, server: HTTPServer) -> None:
    url = f"http://127.0.0.1:{server.server_port}/a?b=…"
    exchange = HttpExchange("GET", url, 200, sent=(("X-Value", value),), credential="bearer")
    environment = {"TOKEN": "t0ken", "PATH": "/usr/bin:/bin:/usr/local/bin", "HOME": "/nowhere"}
    subprocess.run(["bash", "-c", command(exchange)], check=True, capture_output=True, env=environment)
    path, headers = server.seen  # type: ignore[attr-defined] - written by the handler
    assert path == "/a?b={b}"
    assert headers["X-Value"] == value
    assert headers["Authorization"] == "Bearer t0ken"
    assert headers["Accept"] == "application/json, */*;q=0.5"
