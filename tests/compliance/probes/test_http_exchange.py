"""HTTP exchanges, against servers that answer what each test says."""

import asyncio
from hashlib import sha256

import pytest

from compliance.loading.facts.vocabulary import networks
from compliance.model.location import Place
from compliance.model.observation import HttpExchange, NameLookup
from compliance.model.record import Connection, Record, Service
from compliance.model.remedy import Remedy
from compliance.probes.collect import collect_all
from compliance.probes.net.http_client import Request, user_agent
from compliance.probes.net.url import read_url
from compliance.probes.settings import NetworkSettings
from compliance.probes.target import Target

OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: 2\r\n\r\n{}"
MOVED = b"HTTP/1.1 301 Moved Permanently\r\nLocation: https://a.example/v1?ticket=t0p\r\nContent-Length: 0\r\n\r\n"


def exchanges(looks):
    return [seen for seen in looks.observations if isinstance(seen, HttpExchange)]


def secure(looks):
    return [seen for seen in exchanges(looks) if not seen.is_plain]


def plain(looks):
    return [seen for seen in exchanges(looks) if seen.is_plain]


def http_gaps(looks):
    return [gap for gap in looks.gaps if "HttpExchange" in gap.hides]


def service(port, plain_port=None):
    """Where no plain port is given it is the one for TLS: nothing but these servers is asked."""
    plain_http_url = f"http://127.0.0.1:{plain_port or port}/v1"
    return Service("api", base_url=f"https://127.0.0.1:{port}/v1", plain_http_url=plain_http_url)


def test_answer_is_recorded_without_its_body(servers, tls, look):
    port = servers.answer(OK, tls()).port
    (seen,) = secure(look(service(port)))
    assert (seen.method, seen.url, seen.status) == ("GET", f"https://127.0.0.1:{port}/v1", 200)
    assert (seen.media_type, seen.body_size, seen.body_sha256) == ("application/json", 2, sha256(b"{}").hexdigest())
    assert ("content-type", "application/json; charset=utf-8") in seen.headers
    assert not seen.is_truncated


def test_all_documented_reads_are_asked_over_https_and_some_over_plain_http(servers, tls, look, document):
    with_tls, without = servers.answer(OK, tls()), servers.answer(MOVED)
    operations = document(("/citizens", {"post": {}, "get": {}}), ("/households", {"get": {}}), ("/third", {"get": {}}))
    looks = look(service(with_tls.port, without.port), documents={"api": operations})
    assert {request.split()[1] for request in with_tls.requests} == {"/v1/citizens", "/v1/households", "/v1/third"}
    assert [request.split()[1] for request in without.requests] == ["/v1/citizens", "/v1/households"]
    assert {seen.operation for seen in exchanges(looks)} == {
        Place("api.yaml", "/paths/~1citizens/get"),
        Place("api.yaml", "/paths/~1households/get"),
        Place("api.yaml", "/paths/~1third/get"),
    }


def test_a_read_that_wants_no_credentials_is_among_those_over_plain_http(servers, tls, look, document):
    with_tls, without = servers.answer(OK, tls()), servers.answer(OK)
    guarded, shared = {"get": {"security": [{"key": []}]}}, {"get": {"x-sharing-form": "open"}}
    listed = (("/a", guarded), ("/b", guarded), ("/c", shared), ("/d", {"get": {"security": []}}))
    looks = look(service(with_tls.port, without.port), documents={"api": document(*listed)})
    assert {request.split()[1] for request in without.requests} == {"/v1/a", "/v1/d"}
    assert {(seen.url.rpartition("/")[2], seen.status) for seen in plain(looks)} == {("a", 200), ("d", 200)}


def test_no_more_reads_are_asked_than_wanted_and_the_others_are_told(servers, tls, document):
    listener = servers.answer(OK, tls())
    operations = document(*((f"/list-{number}", {"get": {}}) for number in range(7)))
    record = Record("platform", None, services=[service(listener.port)])
    settings = NetworkSettings(timeout=60, rate=1000, allow_private=True, reads=3)
    looks = collect_all([Target(record, {"api": operations}, settings.reads)], settings, lambda _: None)["platform"]
    assert len(secure(looks)) == 3
    (told,) = [gap for gap in looks.gaps if gap.remedy is Remedy.READ_MORE]
    assert str(told.message) == "of 7 documented reads of service api, 3 were planned"
    assert not told.is_failure


def test_reads_for_which_a_value_is_missing_are_told(servers, tls, look, document):
    listener = servers.answer(OK, tls())
    unknown = {"name": "x", "in": "query", "required": True, "schema": {"not": {}}}
    operations = document(("/a", {"get": {}}), ("/b", {"get": {"parameters": [unknown]}}))
    looks = look(service(listener.port), documents={"api": operations})
    (told,) = [gap for gap in looks.gaps if gap.remedy is Remedy.GIVE_SAMPLE_VALUES]
    assert str(told.message) == "of 2 documented reads of service api, 1 were planned"


def test_request_makes_itself_known_and_carries_nothing_secret(servers, tls, look):
    listener = servers.answer(OK, tls())
    look(service(listener.port))
    head = listener.requests[0].lower()
    assert f"user-agent: {user_agent().lower()}" in head
    assert "(read-only audit; safe methods)" in head
    assert f"host: 127.0.0.1:{listener.port}" in head
    assert "authorization" not in head
    assert "cookie" not in head


def test_host_stays_the_name_when_the_address_is_pinned(servers, tls, look):
    listener = servers.answer(OK, tls())
    looks = look(Service("api", base_url=f"https://api.example:{listener.port}"), names={"api.example": ["127.0.0.1"]})
    assert f"Host: api.example:{listener.port}" in listener.requests[0]
    assert secure(looks)[0].url == f"https://api.example:{listener.port}/"


def test_body_is_read_to_the_limit_and_said_to_be_truncated(servers, tls, look):
    body = b"x" * 300_000
    port = servers.answer(b"HTTP/1.1 200 OK\r\nContent-Length: 300000\r\n\r\n" + body, tls()).port
    looks = look(service(port), settings=NetworkSettings(body_limit=1000, rate=1000, allow_private=True))
    (seen,) = secure(looks)
    assert (seen.body_size, seen.is_truncated) == (1000, True)
    assert seen.body_sha256 == sha256(body[:1000]).hexdigest()


def test_body_of_exactly_the_limit_is_whole(servers, tls, look):
    port = servers.answer(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n" + b"x" * 1000, tls()).port
    (seen,) = secure(look(service(port), settings=NetworkSettings(body_limit=1000, rate=1000, allow_private=True)))
    assert (seen.body_size, seen.is_truncated) == (1000, False)


def test_redirects_are_recorded_not_followed(servers, tls, look):
    with_tls, without = servers.answer(OK, tls()), servers.answer(MOVED)
    (seen,) = plain(look(service(with_tls.port, without.port)))
    assert (seen.status, len(without.requests), len(with_tls.requests)) == (301, 1, 1)
    assert ("location", "https://a.example/[redacted]") in seen.headers


def test_secrets_in_headers_are_redacted(servers, tls, look):
    response = (
        b"HTTP/1.1 401 Unauthorized\r\nSet-Cookie: session=s3cret\r\nAuthorization: Bearer s3cret\r\n"
        b'WWW-Authenticate: Bearer realm="s3cret"\r\nX-Access-Token: s3cret\r\nX-Auth: s3cret\r\nX-Api-Key: s3cret\r\n'
        b"Client-Secret: s3cret\r\nLocation: https://user:s3cret@a.example/#token=s3cret\r\nX-Request-Id: 42\r\n"
        b"Content-Length: 0\r\n\r\n"
    )
    looks = look(service(servers.answer(response, tls()).port))
    (seen,) = secure(looks)
    assert "s3cret" not in repr(looks)
    assert dict(seen.headers) == {
        "set-cookie": "[redacted]",
        "authorization": "[redacted]",
        "www-authenticate": "Bearer",
        "x-auth": "[redacted]",
        "x-access-token": "[redacted]",
        "x-api-key": "[redacted]",
        "client-secret": "[redacted]",
        "location": "https://a.example/[redacted]",
        "x-request-id": "[redacted]",
        "content-length": "0",
    }


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "get"])
def test_unsafe_method_is_bad_usage(method):
    with pytest.raises(ValueError, match=f"{method} is not sent, only GET, HEAD, OPTIONS"):
        Request(method, read_url("https://127.0.0.1/"))


def test_refused_plain_http_is_an_observation_where_tls_answers(servers, tls, look, closed_port):
    looks = look(service(servers.answer(OK, tls()).port, closed_port))
    (seen,) = plain(looks)
    assert (seen.status, seen.refusal, seen.url) == (None, "connection refused", f"http://127.0.0.1:{closed_port}/v1")
    assert not looks.gaps


def test_refused_plain_http_shows_nothing_where_tls_is_down_too(closed_port, look):
    looks = look(service(closed_port, closed_port))
    assert {type(each) for each in looks.observations} == {NameLookup}
    assert {gap.place.uri.partition(":")[0] for gap in http_gaps(looks)} == {"http", "https"}
    assert all(gap.is_failure for gap in http_gaps(looks))


def test_refused_plain_http_shows_nothing_where_no_https_address_is_known(closed_port, look):
    looks = look(Service("api", base_url=f"http://127.0.0.1:{closed_port}"))
    assert {type(each) for each in looks.observations} == {NameLookup}
    assert len(http_gaps(looks)) == 1


def test_tls_port_without_an_answer_to_plain_http_is_an_observation(servers, tls, look):
    port = servers.answer(OK, tls()).port
    looks = look(service(port))
    (seen,) = plain(looks)
    assert (seen.url, seen.status, seen.refusal) == (f"http://127.0.0.1:{port}/v1", None, "no answer over plain HTTP")
    assert not looks.gaps


def test_hanging_up_on_plain_http_at_another_port_is_a_gap(servers, tls, look):
    async def hang_up(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
        await reader.read(1024)

    looks = look(service(servers.answer(OK, tls()).port, servers.listen(hang_up).port))
    assert not plain(looks)
    assert len(http_gaps(looks)) == 1


def test_port_that_hangs_up_on_everything_has_refused_nothing(servers, look):
    async def hang_up(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
        await reader.read(1024)

    looks = look(service(servers.listen(hang_up).port))
    assert not exchanges(looks)
    assert len(http_gaps(looks)) == 2


def test_data_on_plain_http_is_seen(servers, look, document):
    port = servers.answer(OK).port
    documents = {"api": document(("/citizens", {"get": {}}))}
    (seen,) = exchanges(look(Service("api", base_url=f"http://127.0.0.1:{port}/v1"), documents=documents))
    assert (seen.is_plain, seen.status, seen.body_size) == (True, 200, 2)


def test_silent_plain_port_is_a_gap_and_the_https_answer_stays(servers, tls, look, silent_port):
    settings = NetworkSettings(timeout=5, rate=1000, allow_private=True)  # because the other one has to answer within
    looks = look(service(servers.answer(OK, tls()).port, silent_port), settings=settings)
    assert len(secure(looks)) == 1
    assert not plain(looks)
    assert [str(gap.message) for gap in looks.gaps] == [f"127.0.0.1:{silent_port} gave no answer within 5 seconds"]


def test_silent_tls_port_leaves_one_gap_for_the_service(look, silent_port, closed_port):
    looks = look(
        service(silent_port, closed_port), settings=NetworkSettings(timeout=0.2, rate=1000, allow_private=True)
    )
    assert {type(each) for each in looks.observations} == {NameLookup}
    assert len(http_gaps(looks)) == 1


@pytest.mark.parametrize(
    ("response", "message"),
    [
        (b"SSH-2.0-server\r\n\r\n", "gave no answer that is HTTP/1.1"),
        (b"", "gave no answer that is HTTP/1.1"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort", "broke off"),
    ],
)
def test_answer_that_breaks_http_is_a_gap_without_its_text(servers, tls, look, response, message):
    looks = look(service(servers.answer(response, tls()).port))
    assert not secure(looks)
    assert message in str(http_gaps(looks)[0].message)
    assert "SSH" not in repr(looks)


def test_busy_server_is_not_asked_further(servers, tls, look, document):
    busy = b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 60\r\nContent-Length: 0\r\n\r\n"
    listener = servers.answer(busy, tls())
    operations = document(("/a", {"get": {}}), ("/b", {"get": {}}))
    looks = look(service(listener.port), documents={"api": operations})
    assert {request.split()[1] for request in listener.requests} == {"/v1/a"}
    assert "answered 503: it was not asked further" in str(http_gaps(looks)[0].message)


def test_silence_on_the_state_network_is_not_observable_from_here(look, silent_port):
    over_state_network = Connection("ndxp", network="state", carrier=networks().find("state"))
    settings = NetworkSettings(timeout=0.2, rate=1000, allow_private=True)
    looks = look(service(silent_port), settings=settings, connections=[over_state_network])
    assert all("not observable from this vantage" in str(gap.message) for gap in looks.gaps)


def test_plain_http_is_asked_at_its_declared_address_where_https_is_down(servers, look, document, closed_port):
    documents = {"api": document(("/citizens", {"get": {}}))}
    looks = look(service(closed_port, servers.answer(OK).port), documents=documents)
    (seen,) = exchanges(looks)
    assert (seen.is_plain, seen.status, seen.body_size) == (True, 200, 2)
    assert "refused the connection" in str(http_gaps(looks)[0].message)


@pytest.mark.parametrize("status", [b"200 OK", b"404 Not Found"])
def test_answer_of_an_address_that_nobody_documented_proves_nothing(servers, tls, look, status):
    plain_answer = b"HTTP/1.1 " + status + b"\r\nContent-Length: 2\r\n\r\n{}"
    looks = look(service(servers.answer(OK, tls()).port, servers.answer(plain_answer).port))
    assert not plain(looks)
    (gap,) = http_gaps(looks)
    assert str(gap.message) == "no documented read of service api could be asked"
    assert not gap.is_failure
