"""Servers that do not speak HTTP, or not to the end: each is named, and none is asked again and again."""

from collections.abc import Callable
from typing import Any

import pytest

from ndxp_sdk import Direct, Timeout
from ndxp_sdk.errors import ConnectionLost, NdxpError, OutcomeUnknown, ProxyFailed, TlsFailed, UnexpectedAnswer
from ndxp_sdk.explanations import explain
from tools.servers import Certificates, serving

SERVICE = "VN/GOV/G12/register/households"
Connect = Callable[..., Any]
SETTINGS = b"\0\0\x06\x04\0\0\0\0\0\0\x03\0\0\0\x64"
GOAWAY = b"\0\0\x08\x07\0\0\0\0\0\0\0\0\0\0\0\0\1"
# what the server says at once, what it says to a request, and what the error names
OTHERS = {
    "SSH": (b"SSH-2.0-Example_1\r\n", b"Invalid SSH identification string.\r\n", "but SSH"),
    "SMTP": (b"220 mail.example ESMTP\r\n", b"500 unrecognized\r\n", "but SMTP or FTP"),
    "FTP": (b"220-Welcome\r\n220 ready\r\n", b"", "but SMTP or FTP"),
    "POP3": (b"+OK ready\r\n", b"-ERR\r\n", "but POP3"),
    "IMAP": (b"* OK ready\r\n", b"", "but IMAP"),
    "MySQL": (b"\x4a\0\0\0\x0a8.0.0\0", b"", "on this port"),
    "Redis": (b"", b"-ERR unknown command\r\n", "but POP3 or Redis"),
    "HTTP/2 settings": (SETTINGS, b"", "but HTTP/2"),
    "HTTP/2 goaway": (b"", GOAWAY, "but HTTP/2"),
    "HTTP/2 preface": (b"", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "but HTTP/2"),
    "no status line": (b"", b"<html>old</html>", "but HTML or XML without HTTP"),
    "bytes": (b"", bytes(range(256)), "on this port"),
    "words": (b"", b"hello\r\n\r\n", "on this port"),
}


def failing(client: Any, method: str = "GET") -> NdxpError:
    with pytest.raises(NdxpError) as caught:
        client.exchange.call(SERVICE, method, "/x", **({"json": {}} if method == "POST" else {}))
    return caught.value


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("stays", [True, False])
def test_what_speaks_something_else_is_named_and_asked_once(
    impatient: Connect, raw: Callable[..., Any], method: str, stays: bool
) -> None:
    for name, (greeting, answer, named) in OTHERS.items():
        with raw(answer, greeting, stays=stays) as server:
            error = failing(impatient(f"http://127.0.0.1:{server.port}", timeout=Timeout(total=20)), method)
            assert (type(error), error.code, error.origin) == (UnexpectedAnswer, "not-http", "network"), name
            assert named in error.message
            assert (error.retryable, server.connections) == (False, 1)
            assert "kiểm tra máy chủ và cổng" in explain(error, "vi")


def test_a_port_that_wants_tls_is_named(impatient: Connect, raw: Callable[..., Any]) -> None:
    with raw(b"\x15\x03\x01\0\x02\x02\x46") as server:
        error = failing(impatient(f"http://127.0.0.1:{server.port}"))
    assert (type(error), error.code) == (UnexpectedAnswer, "tls-wanted")
    assert "https://" in str(error)


def test_a_real_server_with_tls_is_named_too(impatient: Connect, certificates: Certificates) -> None:
    with serving(context=certificates, rude=True) as server:
        error = failing(impatient(server.url.replace("https", "http")))
    assert isinstance(error, UnexpectedAnswer | ConnectionLost)
    assert "https://" in str(error)


@pytest.mark.parametrize("greeting", [b"SSH-2.0-Example_1\r\n", b"220 mail.example ESMTP\r\n", b"", SETTINGS])
def test_tls_to_what_does_not_speak_it_is_named(impatient: Connect, raw: Callable[..., Any], greeting: bytes) -> None:
    with raw(b"HTTP/1.1 400 Bad Request\r\n\r\n", greeting) as server:
        error = failing(impatient(f"https://127.0.0.1:{server.port}"))
    assert (type(error), error.code) == (TlsFailed, "tls-not-spoken")


@pytest.mark.parametrize(
    "answer",
    [b"", b"H", b"HTTP/1.1 20", b"HTTP/1.1 200 OK\r\nContent-Le", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n12"],
)
def test_an_answer_that_ends_early_is_a_lost_connection(
    impatient: Connect, raw: Callable[..., Any], answer: bytes
) -> None:
    for method, kind in (("GET", ConnectionLost), ("POST", OutcomeUnknown)):
        with raw(answer) as server:
            error = failing(impatient(f"http://127.0.0.1:{server.port}"), method)
            assert (type(error), error.code) == (kind, "connection-lost")
            assert server.connections == (3 if method == "GET" else 1)


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 2OO OK\r\n\r\n",
        b"HTTP/one 200 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nno field\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n12",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    ],
)
def test_an_answer_that_breaks_the_rules_of_http_says_so(
    impatient: Connect, raw: Callable[..., Any], answer: bytes
) -> None:
    for method, kind in (("GET", ConnectionLost), ("POST", OutcomeUnknown)):
        with raw(answer) as server:
            error = failing(impatient(f"http://127.0.0.1:{server.port}", dialect=Direct()), method)
            assert (type(error), error.code) == (kind, "answer-malformed")
            assert "breaks the rules of HTTP" in error.message


def test_a_proxy_that_wants_credentials_says_so_for_tunnels_too(impatient: Connect, raw: Callable[..., Any]) -> None:
    with raw(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n") as server:
        proxy = f"http://127.0.0.1:{server.port}"
        for url in ("https://hub.example", "http://hub.example"):
            error = failing(impatient(url, proxy=proxy))
            assert (type(error), error.code, error.sent) == (ProxyFailed, "proxy-refused", "no")
            assert "user and password" in str(error)
