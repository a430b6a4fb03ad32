"""What a server writes beside a body: reason, names of fields, extensions of chunks, trailers, and what is no HTTP."""

import asyncio
import logging
from collections.abc import Iterator
from random import Random

import pytest

from ndxp_sdk import AsyncClient, Client, ClientSecret, NdxpError, Retry, Secret
from tools.servers import Connection, serving

from .echoes import Seen
from .encodings import WRITINGS
from .search import Sought

pytestmark = pytest.mark.usefixtures("sockets_and_processes")

PLANTED = "hunter2-correct/horse+battery"
SERVICE = "VN/GOV/G12/dkkd/enterprises"
SOUGHT = Sought(PLANTED)
EACH = 3  # because all places together come to every writing
PLACES = {
    "reason": "HTTP/1.1 403 {0}\r\nContent-Length: 0\r\n\r\n",
    "field": "HTTP/1.1 403 X\r\nX-{0}: {0}\r\nX-Road-Error: Server.{0}\r\nContent-Length: 0\r\n\r\n",
    "id": "HTTP/1.1 403 X\r\nX-Road-Request-Id: {0}\r\nX-Correlation-Id: {0}\r\nContent-Length: 0\r\n\r\n",
    "challenge": 'HTTP/1.1 401 X\r\nWWW-Authenticate: Bearer error="{0}", realm="{0}"\r\nContent-Length: 0\r\n\r\n',
    "location": "HTTP/1.1 302 X\r\nLocation: https://hub.example/{0}?x={0}\r\nContent-Length: 0\r\n\r\n",
    "type": "HTTP/1.1 400 X\r\nContent-Type: text/{0}\r\nContent-Length: 2\r\n\r\n{{}}",
    "coding": "HTTP/1.1 200 X\r\nContent-Encoding: {0}\r\nContent-Length: 2\r\n\r\n{{}}",
    "length": "HTTP/1.1 200 X\r\nContent-Length: {0}\r\n\r\n{{}}",
    "wait": "HTTP/1.1 503 X\r\nRetry-After: {0}\r\nContent-Length: 0\r\n\r\n",
    "extension": "HTTP/1.1 500 X\r\nTransfer-Encoding: chunked\r\n\r\n2;{0}={0}\r\n{{}}\r\n0\r\n\r\n",
    "trailer": "HTTP/1.1 500 X\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{{}}\r\n0\r\nX-Echo: {0}\r\n\r\n",
    "chunk": "HTTP/1.1 500 X\r\nTransfer-Encoding: chunked\r\n\r\n{0}\r\n{{}}\r\n0\r\n\r\n",
    "no http": "{0} is no HTTP at all, {0}\r\n\r\n",
    "torn": 'HTTP/1.1 500 X\r\nContent-Type: application/json\r\nContent-Length: 4000\r\n\r\n{{"message": "{0}',
    "body": 'HTTP/1.1 422 X\r\nContent-Type: application/json\r\nContent-Length: {1}\r\n\r\n{{"message": "{0}"}}',
}


@pytest.fixture
def seen() -> Iterator[Seen]:
    """All that is shown, what the HTTP library logs among it."""
    found, names = Seen(), ("ndxp_sdk", "httpcore", "httpx")
    before = {name: logging.getLogger(name).level for name in names}
    for name in names:
        logging.getLogger(name).addHandler(found)
        logging.getLogger(name).setLevel(logging.DEBUG)
    yield found
    for name in names:
        logging.getLogger(name).removeHandler(found)
        logging.getLogger(name).setLevel(before[name])


def _told(place: str, turn: int) -> bytes:
    random = Random(f"{place}/{turn}")
    written = WRITINGS[turn % len(WRITINGS)](PLANTED, random).replace("\r", "").replace("\n", " ")
    return PLACES[place].format(written, len(written.encode()) + 14).encode("utf-8")


def _answer(place: str) -> tuple[list[bytes], object]:
    first = sorted(PLACES).index(place)
    left = [_told(place, turn) for turn in range(first, first + EACH)]

    def answer(connection: Connection) -> None:
        if "/oauth2/token" in connection.target:
            connection.answer(200, b'{"access_token": "opaque-opaque-opaque", "token_type": "Bearer"}')
            return
        connection.stream.sendall(left.pop(0))
        connection.stream.close()

    return left, answer


def _kept(url: str) -> dict[str, object]:
    credential = ClientSecret("me", Secret(PLANTED))
    return {
        "client": "VN/GOV/G22/mot-cua",
        "credential": credential,
        "token_url": f"{url}/oauth2/token",
        "retry": Retry(attempts=1),
    }


@pytest.mark.parametrize("place", PLACES)
def test_nothing_of_it_is_shown(seen: Seen, place: str) -> None:
    left, answer = _answer(place)
    with serving(answer) as server:
        while left:
            seen.texts.clear()
            # because a wait that a server asks for, in digits of the secret, holds the next call of the same client
            with Client(server.url, **_kept(server.url)) as client:
                try:
                    done = client.exchange.call(SERVICE, "GET", "/x")
                    seen.texts += [repr(done), repr(done.headers), repr(done.ids)]
                    done.raise_for_status().json()
                except NdxpError as error:
                    seen.error(error, is_thorough=True)
            assert not SOUGHT.is_in("\n".join(seen.texts), ()), seen.texts


@pytest.mark.parametrize("place", ["field", "no http", "torn", "body"])
def test_nothing_of_it_is_shown_to_tasks(seen: Seen, place: str) -> None:
    left, answer = _answer(place)

    async def run(url: str) -> None:
        async with AsyncClient(url, **_kept(url)) as client:
            while left:
                try:
                    (await client.exchange.call(SERVICE, "GET", "/x")).raise_for_status().json()
                except NdxpError as error:
                    seen.error(error, is_thorough=True)

    with serving(answer) as server:
        asyncio.run(run(server.url))
    assert not SOUGHT.is_in("\n".join(seen.texts), ())
