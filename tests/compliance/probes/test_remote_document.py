"""Documents fetched from an address: verified, bounded, and only from where that was allowed."""

import pytest

from compliance.probes.errors import FetchError
from compliance.probes.remote_document import fetch
from compliance.probes.settings import NetworkSettings

LIMIT = 1000
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 16\r\n\r\nopenapi: '3.1.0'"


@pytest.fixture
def trusting(ca, tmp_path) -> NetworkSettings:
    file = tmp_path / "ca.pem"
    ca.cert_pem.write_to_path(str(file))
    return NetworkSettings(timeout=60, rate=1000, allow_private=True, ca_file=file)


def redirect(location: str) -> bytes:
    return f"HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n".encode()


def refusal(url: str, settings: NetworkSettings, limit: int = LIMIT) -> str:
    with pytest.raises(FetchError) as caught:
        fetch(url, settings, limit)
    return str(caught.value.message)


def test_document_is_fetched_from_a_trusted_server(servers, tls, trusting):
    listener = servers.answer(OK, tls())
    assert fetch(f"https://localhost:{listener.port}/openapi.yaml?v=2", trusting, LIMIT) == b"openapi: '3.1.0'"
    assert listener.requests[0].startswith("GET /openapi.yaml?v=2 HTTP/1.1\r\n")


def test_untrusted_certificate_is_refused(servers, tls, settings):
    listener = servers.answer(OK, tls())
    message = refusal(f"https://localhost:{listener.port}/", settings)
    assert message.startswith(f"the certificate of localhost:{listener.port} is not trusted")
    assert listener.requests == []


def test_certificate_of_another_host_is_refused(servers, tls, trusting):
    listener = servers.answer(OK, tls(names=["elsewhere.example"]))
    assert "is not trusted: Hostname mismatch" in refusal(f"https://localhost:{listener.port}/", trusting)


def test_document_over_the_limit_is_refused(servers, tls, trusting):
    url = f"https://localhost:{servers.answer(OK, tls()).port}/a?key=s3cret"
    assert refusal(url, trusting, 15) == f"{url.partition('?')[0]} is larger than 15 bytes"
    assert fetch(url, trusting, 16)


def test_plain_http_is_refused_unless_private_addresses_are_allowed(servers, trusting):
    url = f"http://localhost:{servers.answer(OK).port}/"
    assert "is not fetched over plain HTTP" in refusal(url, NetworkSettings())
    assert fetch(url, trusting, LIMIT)


def test_private_address_is_refused_unless_allowed(servers, tls):
    listener = servers.answer(OK, tls())
    assert "is not a public address" in refusal(f"https://localhost:{listener.port}/", NetworkSettings())
    assert listener.requests == []


def test_redirect_on_the_same_server_is_followed_three_times_at_most(servers, tls, trusting):
    listener = servers.answer(redirect("/again"), tls())
    assert "redirects more than 3 times" in refusal(f"https://localhost:{listener.port}/", trusting)
    assert [request.split()[1] for request in listener.requests] == ["/", "/again", "/again", "/again"]


@pytest.mark.parametrize("location", ["https://elsewhere.example/", "http://localhost/", "file:///etc/passwd", "//x"])
def test_redirect_to_elsewhere_is_not_followed(servers, tls, trusting, location):
    listener = servers.answer(redirect(location), tls())
    assert "redirects to another server" in refusal(f"https://localhost:{listener.port}/", trusting)


def test_other_answers_name_their_status(servers, tls, trusting):
    listener = servers.answer(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", tls())
    assert "answered 404, 200 is required" in refusal(f"https://localhost:{listener.port}/", trusting)


def test_silent_and_refused_ports_are_told_apart(trusting, silent_port, closed_port):
    impatient = NetworkSettings(timeout=0.2, allow_private=True, ca_file=trusting.ca_file)
    assert "gave no answer within 0.2 seconds" in refusal(f"https://127.0.0.1:{silent_port}/", impatient)
    assert "refused the connection" in refusal(f"https://127.0.0.1:{closed_port}/", trusting)


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://a.example/", "https://user:s3cret@a.example/", "a.yaml"])
def test_address_of_another_kind_is_refused_without_being_repeated(url):
    assert refusal(url, NetworkSettings()) == "the address is not an https address without credentials"


def test_missing_ca_file_is_named(tmp_path):
    assert "could not be read" in refusal("https://127.0.0.1/", NetworkSettings(ca_file=tmp_path / "none.pem"))


@pytest.mark.parametrize(
    "location", ["//[", "http://[", "http://[x]/", "http://[::1", "//a\u2100b/", "http://h:99999999999/"]
)
def test_redirect_to_what_is_no_address_is_not_followed(servers, tls, trusting, location):
    url = f"https://localhost:{servers.answer(redirect(location), tls()).port}/"
    assert "redirects to another server, which is not followed" in refusal(url, trusting)
