"""No call gets the answer to another one, whatever servers and proxies leave on their connections.

NDXP_TEST_ANSWERS=100000 makes the long run, NDXP_TEST_SEED another one; `--log-cli-level=INFO` shows what came of it.
"""

import asyncio
import json
import logging
import os
import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest
import trustme

from ndxp_mocks import serve_hub
from ndxp_sdk import AsyncClient, Client, ClientSecret, Direct, Secret, Tls
from ndxp_sdk.errors import ProxyFailed, UsageError
from ndxp_sdk.transfers import UploadFile
from tools.asking import CALL, DIALECTS, DOORS, ONCE, OWN, Asking, Tally, ask, ask_in_task, run, run_in_tasks
from tools.desynchronised import STRAY, OutOfStep, out_of_step
from tools.servers import Certificates, Connection, Script, serving
from tools.tunnels import tunnel, tunnelling
from tools.ways import WAYS

pytestmark = pytest.mark.usefixtures("sockets_and_processes")

LOGGER = logging.getLogger(__name__)
ANSWERS = int(os.environ.get("NDXP_TEST_ANSWERS", "200"))
SEED = int(os.environ.get("NDXP_TEST_SEED", "2026"))
HONEST = tuple(name for name, way in WAYS.items() if way.is_honest)
FRAMINGS = ("content-length", "transfer-encoding", "connection")
PROVIDER, RECIPIENT = "provider-national-enterprise-management", "VN/GOV/G12/national-enterprise-management"
Connect = Callable[..., Any]


KINDS = pytest.mark.parametrize("run", [run, run_in_tasks], ids=["sync", "async"])


@KINDS
def test_no_answer_reaches_the_wrong_call(run: Callable[..., None]) -> None:
    chance, tally = random.Random(SEED), Tally()
    plan = [(chance.choice([*WAYS]), chance.choice(DOORS), chance.randrange(len(DIALECTS))) for _ in range(ANSWERS)]
    with out_of_step(WAYS) as server:
        run(server, plan, tally, {})
    told = (len(tally.wrong), dict(tally.failed), server.connections)
    LOGGER.info("%d answers, seed %d: %d wrong, failed %s, %d connections", ANSWERS, SEED, *told)
    assert (tally.wrong, server.lent_again) == ([], {})
    assert sum(tally.ways.values()) == ANSWERS


def layered(*, is_tunnel: bool) -> list[tuple[str, str, int]]:
    """The ways in which a layer could hold something back, each with an honest call behind it.

    What comes later comes at some time through a tunnel, so nobody could tell whether it was there before a request.
    """
    chance = random.Random(SEED)
    names = [name for name, way in WAYS.items() if name.startswith("double") or (way.is_late and not is_tunnel)]
    names += ["part-of-a-record", "split-answers"]
    plan = [(name, chance.choice(DOORS), chance.randrange(len(DIALECTS))) for name in names]
    return [each for odd in plan for each in (odd, ("length", "call", odd[2]))]


@KINDS
@pytest.mark.parametrize("route", ["tls", "proxy", "tls-proxy", "tunnel", "tls-tunnel"])
def test_whatever_lies_between(run: Callable[..., None], route: str, authority: trustme.CA, ca_file: Path) -> None:
    tally, is_tunnel = Tally(), route.endswith("tunnel")
    context = None if route == "proxy" else Certificates(authority)()
    opener_context = Certificates(authority) if route == "tls-tunnel" else None
    with out_of_step(WAYS, context) as server, serving(tunnel, context=opener_context) as opener:
        settings: dict[str, Any] = {"tls": Tls(ca=ca_file)}
        if is_tunnel:
            settings["proxy"] = opener.url
        elif route != "tls":
            settings["proxy"], server.url = server.url, "http://hub.example"
        plan = layered(is_tunnel=is_tunnel)
        run(server, plan, tally, settings)
        assert len(opener.requests) == (server.connections if is_tunnel else 0)
    assert (tally.wrong, server.lent_again) == ([], {})
    assert sum(tally.ways.values()) == len(plan)


@KINDS
@pytest.mark.parametrize("is_secured", [False, True], ids=["plain", "tls"])
def test_honest_answers_use_one_connection(
    run: Callable[..., None], authority: trustme.CA, ca_file: Path, *, is_secured: bool
) -> None:
    plan = [(name, door, 0) for name in HONEST for door in ("request", "call", "stream")]
    context = Certificates(authority)() if is_secured else None
    with out_of_step(WAYS, context) as server:
        run(server, plan, Tally(), {"tls": Tls(ca=ca_file)})
        assert (server.connections, len(plan)) == (1, 39)


@KINDS
def test_many_at_once(run: Callable[..., None]) -> None:
    """Each worker waits for its own answers only, so the ways in which something comes later are left out."""
    chance, tally = random.Random(SEED), Tally()
    names = [name for name, way in WAYS.items() if not way.is_late and not way.is_early]
    plan = [(chance.choice(names), chance.choice(DOORS), 0) for _ in range(120)]
    with out_of_step(WAYS) as server:
        (many_threads if run is not run_in_tasks else many_tasks)(server, plan, tally)
    assert (tally.wrong, server.lent_again, sum(tally.ways.values())) == ([], {}, 120)


def many_threads(server: OutOfStep, plan: list[tuple[str, str, int]], tally: Tally) -> None:
    with Client(server.url, client=OWN, dialect=Direct(), retry=ONCE) as client, ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda each: ask(client, Asking(server, tally, *each[:2])), plan))


def many_tasks(server: OutOfStep, plan: list[tuple[str, str, int]], tally: Tally) -> None:
    async def main() -> None:
        async with AsyncClient(server.url, client=OWN, dialect=Direct(), retry=ONCE) as client:
            await asyncio.gather(*[ask_in_task(client, Asking(server, tally, *each[:2])) for each in plan])

    asyncio.run(main())


def passing_on(port: int) -> Script:
    """A proxy that hands on what the hub at `port` answers, each time with one answer too many behind it."""

    def script(connection: Connection) -> None:
        lines = connection.head.decode().split("\r\n")[1:]
        far = HTTPConnection("127.0.0.1", port)
        method = connection.head.split(b" ")[0].decode()
        far.request(method, connection.target, connection.body, dict(line.split(": ", 1) for line in lines))
        came = far.getresponse()
        body = came.read()
        fields = [f"{name}: {value}\r\n" for name, value in came.getheaders() if name.lower() not in FRAMINGS]
        head = f"HTTP/1.1 {came.status} X\r\n{''.join(fields)}Content-Length: {len(body)}\r\n\r\n"
        connection.stream.sendall(head.encode() + body + STRAY)
        far.close()

    return script


def test_tokens_own_apis_and_transfers_survive_a_proxy_that_answers_twice(connect: Connect, tmp_path: Path) -> None:
    content = random.Random(SEED).randbytes(150_000)
    with serve_hub() as hub, serving(passing_on(hub.port)) as proxy:
        known = {name: ClientSecret(name, Secret(hub.secret(name))) for name in ("example-portal", PROVIDER)}
        sender, recipient = (connect(proxy.url, credential=each, retry=ONCE) for each in known.values())
        files = [UploadFile(content, name="table.bin"), UploadFile(b"small", name="note.txt")]
        sent = sender.exchange.transfers.upload(files, recipient=RECIPIENT, part_size=65_536, title="SIMULATED")
        paths = recipient.exchange.transfers.download(sent, tmp_path)
        assert [path.read_bytes() for path in paths] == [content, b"small"]
        assert recipient.catalog.organizations.get("VN/GOV/G12").id.member_code == "G12"
        assert proxy.connections == len(proxy.requests) > 10


@pytest.mark.parametrize(
    "said",
    [b"HTTP/1.1 200 Connected\r\n\r\n" + STRAY, b"HTTP/1.1 200 Connected\r\nContent-Length: 2\r\n\r\nok"],
)
def test_a_proxy_that_speaks_into_its_tunnel_is_not_used(
    connect: Connect, said: bytes, authority: trustme.CA, ca_file: Path
) -> None:
    with serving(context=Certificates(authority)) as server, serving(tunnelling(said)) as proxy:
        client = connect(server.url, tls=Tls(ca=ca_file), proxy=proxy.url, retry=ONCE)
        with pytest.raises(ProxyFailed, match="sent something into it") as caught:
            client.request("GET", "/x")
        assert (caught.value.code, caught.value.sent, server.requests) == ("answer-out-of-step", "no", [])


def test_a_stream_that_was_left_reads_nothing_of_another_call() -> None:
    with out_of_step(WAYS) as server, Client(server.url, client=OWN, dialect=Direct()) as client:
        with client.exchange.stream(CALL, "GET", "/v1/length/m1") as download:
            late = download.iter_bytes()
            assert json.loads(download.read()) == {"for": "m1"}
            assert download.read() == b""
        with client.exchange.stream(CALL, "GET", "/v1/length/m2") as other:
            for read in (download.read, lambda: next(late), lambda: next(download.iter_raw())):
                with pytest.raises(UsageError, match="the answer is closed"):
                    read()
            assert json.loads(other.read()) == {"for": "m2"}
        assert server.connections == 1


def test_a_stream_that_was_left_in_a_task_neither() -> None:
    async def main(url: str) -> None:
        async with AsyncClient(url, client=OWN, dialect=Direct()) as client:
            async with client.exchange.stream(CALL, "GET", "/v1/length/m1") as download:
                late = download.iter_bytes()
                assert json.loads(await download.read()) == {"for": "m1"}
                assert await download.read() == b""
            async with client.exchange.stream(CALL, "GET", "/v1/length/m2") as other:
                for read in (download.read, lambda: anext(late), lambda: anext(download.iter_raw())):
                    with pytest.raises(UsageError, match="the answer is closed"):
                        await read()
                assert json.loads(await other.read()) == {"for": "m2"}

    with out_of_step(WAYS) as server:
        asyncio.run(main(server.url))
        assert server.connections == 1
