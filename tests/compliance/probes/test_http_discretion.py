"""HTTP exchanges that keep what they know to themselves, and leave a busy server alone."""

import pytest

from compliance.model.observation import HttpExchange
from compliance.model.record import Service
from compliance.probes.settings import NetworkSettings

OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: 2\r\n\r\n{}"


def http_gaps(looks):
    return [gap for gap in looks.gaps if "HttpExchange" in gap.hides]


def test_values_of_examples_are_sent_and_never_told(servers, tls, look, document):
    parameters = [
        {"name": "id", "in": "path", "required": True, "example": "079123456789"},
        {"name": "token", "in": "query", "required": True, "example": "s3cret"},
    ]
    documents = {"api": document(("/citizens/{id}", {"get": {"parameters": parameters}}))}
    with_tls, without = servers.answer(OK, tls()), servers.answer(b"")
    address = f"https://127.0.0.1:{with_tls.port}/v1"
    service = Service("api", base_url=address, plain_http_url=f"http://127.0.0.1:{without.port}/v1")
    looks = look(service, documents=documents)
    assert with_tls.requests[0].startswith("GET /v1/citizens/079123456789?token=s3cret HTTP/1.1")
    (seen,) = [seen for seen in looks.observations if isinstance(seen, HttpExchange)]
    assert seen.url == f"{address}/citizens/{{id}}?token=…"
    assert [gap.place.uri for gap in http_gaps(looks)] == [
        f"http://127.0.0.1:{without.port}/v1/citizens/{{id}}?token=…"
    ]
    assert "079123456789" not in repr(looks)
    assert "s3cret" not in repr(looks)


@pytest.mark.parametrize("status", [429, 503])
def test_busy_plain_server_is_left_alone_by_all_services_of_the_run(servers, look, document, status):
    listener = servers.answer(f"HTTP/1.1 {status} Busy\r\nContent-Length: 0\r\n\r\n".encode())
    operations = document(("/a", {"get": {}}), ("/b", {"get": {}}))
    services = [Service(name, base_url=f"http://127.0.0.1:{listener.port}/{name}") for name in ("one", "two")]
    settings = NetworkSettings(timeout=60, rate=1000, concurrency=1, allow_private=True)
    looks = look(*services, documents={"one": operations, "two": operations}, settings=settings)
    assert len(listener.requests) == 1
    messages = [str(gap.message) for gap in http_gaps(looks)]
    assert any(f"answered {status}: it was not asked further" in message for message in messages)
    before = f"127.0.0.1:{listener.port} has answered {status} before: it is not asked again in this run"
    assert before in messages
