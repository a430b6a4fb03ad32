"""The document that a platform serves: fetched once, where its record registers it, and from its own server only."""

import pytest

from compliance.model.dossier import Origin
from compliance.model.record import Service
from compliance.model.record_form.service import Registration

TEXT = b'{"openapi": "3.1.0", "info": {}, "paths": {}}'
OK = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(TEXT), TEXT)


def registered(port: int, *addresses: str) -> Service:
    """A service on this port that is registered with these addresses of its description."""
    base = f"https://127.0.0.1:{port}/v1"
    entries = [Registration("ndxp", "a", description_url=address) for address in addresses]
    return Service("s", base_url=base, plain_http_url=base.replace("https", "http"), registration=entries)


def asked(listener) -> list[str]:
    return [request.split()[1] for request in listener.requests if "openapi" in request]


def reasons(looked) -> list[tuple[str, bool]]:
    return [(str(gap.message), gap.is_failure) for gap in looked.gaps if "ServedSpecPair" in gap.hides]


def test_document_is_fetched_from_the_server_of_the_service_without_showing_a_query(servers, tls, look):
    listener = servers.answer(OK, tls())
    address = f"https://127.0.0.1:{listener.port}/openapi.json"
    looked = look(registered(listener.port, "none", f"{address}?key=s3cret"))
    (seen,) = looked.documents
    assert (seen.service, seen.origin, seen.uri, seen.content) == ("s", Origin.SERVED, address, TEXT)
    assert set(asked(listener)) == {"/openapi.json?key=s3cret"}
    assert reasons(looked) == []


def test_what_stands_on_another_server_is_not_taken_for_what_the_platform_serves(servers, tls, look):
    listener, elsewhere = servers.answer(OK, tls()), servers.answer(OK, tls())
    looked = look(registered(listener.port, f"https://127.0.0.1:{elsewhere.port}/openapi.json", "none"))
    assert (looked.documents, asked(listener)) == ((), [])


@pytest.mark.parametrize("status", ["401 Unauthorized", "404 Not Found", "302 Found"])
def test_document_that_is_not_handed_out_is_not_seen_and_no_failure(servers, tls, look, status):
    listener = servers.answer(f"HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n".encode(), tls())
    looked = look(registered(listener.port, f"https://127.0.0.1:{listener.port}/openapi.json?key=s3cret"))
    shown = f"https://127.0.0.1:{listener.port}/openapi.json"
    assert looked.documents == ()
    assert reasons(looked) == [(f"{shown} answered {status[:3]}, 200 is required", False)]


def test_document_that_is_too_large_is_not_seen_and_says_so(servers, tls, look):
    limit = 16 * 1024 * 1024

    async def endless(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % (2 * limit))
        for _ in range(2 * limit // 65536):
            writer.write(b" " * 65536)
            await writer.drain()

    listener = servers.listen(endless, tls())
    looked = look(registered(listener.port, f"https://127.0.0.1:{listener.port}/openapi.json"))
    assert looked.documents == ()
    assert reasons(looked) == [(f"https://127.0.0.1:{listener.port}/openapi.json is larger than {limit} bytes", True)]
