"""The id that each read carries, and what is kept of an answer that brings it back."""

import asyncio
import re

from compliance.model.observation import HttpExchange
from compliance.model.record import Service

_ID = re.compile(r"x-(?:correlation|request)-id: ([0-9a-f-]{36})", re.IGNORECASE)


def echoing(servers, tls):
    """Start a server that sends back the id of the request beside a secret."""
    listener = None

    async def handler(reader, writer):
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        listener.requests.append(head)
        found = _ID.search(head)[1]
        answer = f"HTTP/1.1 200 OK\r\nX-Correlation-Id: {found}\r\nX-Trace: s3cret\r\nContent-Length: 2\r\n\r\n{{}}"
        writer.write(answer.encode())
        await writer.drain()
        await asyncio.sleep(0)

    listener = servers.listen(handler, tls())
    return listener


def exchanges(looks):
    return [seen for seen in looks.observations if isinstance(seen, HttpExchange) and not seen.is_plain]


def test_each_read_carries_an_id_of_its_own_that_is_kept_where_it_comes_back(servers, tls, look, document):
    listener = echoing(servers, tls)
    base = f"https://127.0.0.1:{listener.port}"
    service = Service("api", base_url=base, plain_http_url=base.replace("https", "http"))
    looks = look(service, documents={"api": document(("/a", {"get": {}}), ("/b", {"get": {}}))})
    first, second = exchanges(looks)
    assert first.sent != second.sent
    for seen in (first, second):
        ((name, value),) = seen.sent
        assert name == "X-Correlation-Id"
        assert ("X-Correlation-Id".lower(), value) in seen.headers
    assert "s3cret" not in repr(looks)


def test_id_travels_in_the_header_that_the_document_names(servers, tls, look, document):
    listener = echoing(servers, tls)
    base = f"https://127.0.0.1:{listener.port}"
    service = Service("api", base_url=base, plain_http_url=base.replace("https", "http"))
    parameters = [{"name": "X-Request-Id", "in": "header"}, {"name": "X-Other", "in": "header"}]
    looks = look(service, documents={"api": document(("/a", {"get": {"parameters": parameters}}))})
    (seen,) = exchanges(looks)
    assert [name for name, _ in seen.sent] == ["X-Request-Id"]
    assert any("\r\nX-Request-Id: " in request for request in listener.requests)
