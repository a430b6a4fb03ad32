"""Connections that serve more than one request, and those that must not."""

import asyncio

from compliance.model.observation import HttpExchange
from compliance.model.record import Service
from compliance.probes.net.http_client import Request, send
from compliance.probes.net.network import network_of
from compliance.probes.net.tls_context import all_versions
from compliance.probes.net.url import Server, Url
from compliance.probes.settings import NetworkSettings

PATHS = tuple((f"/list-{number}", {"get": {}}) for number in range(2))


def answer(body, more=b"", head=b""):
    return b"HTTP/1.1 200 OK\r\n" + head + b"Content-Length: %d\r\n\r\n" % len(body) + body + more


def served(servers, tls, respond):
    """A server that goes on after each answer; gives the listener and the list of requests of each connection."""
    connections = []

    async def handler(reader, writer):
        asked = []
        connections.append(asked)
        while request := await reader.readuntil(b"\r\n\r\n"):
            asked.append(request.split()[1].decode())
            response = respond(len(connections), len(asked))
            if response is None:
                return
            writer.write(response)
            await writer.drain()

    return servers.listen(handler, tls), connections


def looked(look, document, listener):
    service = Service("api", base_url=f"https://127.0.0.1:{listener.port}/v1", plain_http_url="http://127.0.0.1:1/")
    looks = look(service, documents={"api": document(*PATHS)})
    return {each.url.rpartition("/")[2]: each for each in looks.observations if isinstance(each, HttpExchange)}, looks


def test_requests_to_one_server_share_a_connection(servers, tls, look, document):
    listener, connections = served(servers, tls(), lambda *_: answer(b"{}"))
    seen, _ = looked(look, document, listener)
    assert connections.count(["/v1/list-0", "/v1/list-1"]) == 1
    assert [seen[f"list-{number}"].status for number in range(2)] == [200, 200]


def test_what_comes_unasked_after_an_answer_is_not_taken_for_the_next_one(servers, tls, look, document):
    planted = b"HTTP/1.1 500 Planted\r\nContent-Length: 0\r\n\r\n"
    listener, connections = served(servers, tls(), lambda *_: answer(b"{}", more=planted))
    seen, _ = looked(look, document, listener)
    assert [seen[f"list-{number}"].status for number in range(2)] == [200, 200]
    assert ["/v1/list-0", "/v1/list-1"] not in connections


def test_a_server_that_hung_up_meanwhile_is_asked_on_a_new_connection(servers, tls, look, document):
    listener, _ = served(servers, tls(), lambda _, nth: answer(b"{}") if nth == 1 else None)
    seen, _ = looked(look, document, listener)
    assert [seen[f"list-{number}"].status for number in range(2)] == [200, 200]


def test_a_server_that_announces_the_end_is_asked_on_a_new_connection(servers, tls, look, document):
    listener, connections = served(servers, tls(), lambda *_: answer(b"{}", head=b"Connection: close\r\n"))
    seen, _ = looked(look, document, listener)
    assert [seen[f"list-{number}"].status for number in range(2)] == [200, 200]
    assert ["/v1/list-0", "/v1/list-1"] not in connections


def test_what_comes_unasked_before_the_next_request_is_answered_is_not_taken_for_its_answer(
    servers, tls, look, document
):
    planted = b"HTTP/1.1 500 Planted\r\nContent-Length: 0\r\n\r\n"
    listener, _ = served(servers, tls(), lambda _, nth: answer(b"{}") if nth == 1 else planted + answer(b"{}"))
    seen, _ = looked(look, document, listener)
    assert [seen[f"list-{number}"].status for number in range(2)] == [200, 200]


def test_a_request_without_an_id_is_sent_once_where_the_last_answer_repeated_one(servers):
    connections = []

    async def echo(reader, writer):
        asked = []
        connections.append(asked)
        while request := await reader.readuntil(b"\r\n\r\n"):
            asked.append(request.split()[1].decode())
            named = [line for line in request.split(b"\r\n") if line.startswith(b"X-Id: ")]
            writer.write(answer(b"{}", head=b"".join(line + b"\r\n" for line in named)))
            await writer.drain()

    network = network_of(NetworkSettings(allow_private=True))
    server = Server("127.0.0.1", servers.listen(echo).port)

    async def sent():
        for path, headers in (("/named", (("X-Id", "a"),)), ("/page-1", ()), ("/page-2", ())):
            await send(Request("GET", Url("http", server, path), headers), all_versions(), 100, network)
        await network.idle.close()

    asyncio.run(sent())
    assert connections == [["/named"], ["/page-1", "/page-2"]]
