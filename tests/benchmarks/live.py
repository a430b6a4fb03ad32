"""How fast many running endpoints are looked at and judged, beside clients that only fetch from them.

`make bench [ROUNDS=5]`: 500 platforms with a service each, at loopback addresses of their own (Linux), 50 at a time:
what an audit takes, and of that the look alone; and the same number of requests by the checker's own client and by
`httpx.AsyncClient`, 50 at a time, which look at nothing. The server answers at once, or after 20 ms, for which the
least time possible is known. All take turns in each round; the best counts. Goals are ratios; what is missed is said.
Then comes judging alone, of all platforms beside a tenth of them: what is the same for all is to be done once, so that
a platform among many takes no longer than one among few. It is told for a fleet like the registry, and for the worst.
What a look asks of a platform is told in requests for each documented operation.
"""

import asyncio
import gc
import json
import math
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import asked
import httpx
from fleets import Fleet, as_registered, of_one_owner, written

from compliance import NetworkSettings, Reading, audit, collect, judge
from compliance.probes.net.http_client import Request, send
from compliance.probes.net.network import network_of
from compliance.probes.net.tls_context import all_versions
from compliance.probes.net.url import read_url

ROUNDS: Final = int(os.environ.get("ROUNDS", "5"))
ENDPOINTS: Final = 500
AT_A_TIME: Final = 50
DELAY: Final = 0.02
GOAL: Final = 1.05
GOAL_OF_DELAY: Final = 1.25
GOAL_OF_GROWTH: Final = 1.25
ITEM: Final = {
    "type": "object",
    "required": ["ma", "ten", "cap_nhat_luc"],
    "properties": {
        "ma": {"type": "string", "pattern": "^MP[0-9]{4}$"},
        "ten": {"type": "string", "maxLength": 100},
        "cap_nhat_luc": {"type": "string", "format": "date-time"},
        "so_luong": {"type": "integer", "minimum": 0},
    },
}
NETWORK: Final = NetworkSettings(rate=1000, platforms=AT_A_TIME, allow_private=True)
ANSWER: Final = {"ma": "MP0001", "ten": "Mục mẫu", "cap_nhat_luc": "2026-07-01T08:00:00+07:00", "so_luong": 7}


def main() -> int:
    for line in _report():
        print(line, flush=True)
    return 0


def _report() -> Iterator[str]:
    heading = f"{ENDPOINTS} endpoints, {AT_A_TIME} at a time"
    yield f"| {heading} | Requests | Seconds | To httpx | To our client | Goal | To the least |"
    yield "|---|--:|--:|--:|--:|--:|--:|"
    with tempfile.TemporaryDirectory() as folder:
        requests = _requests(Path(folder))
        for delay in (0.0, DELAY):
            with _serving(Path(folder), delay) as server:
                taken = _best(Path(folder), server.port, requests)
            yield from _rows(taken, delay, requests)
        yield ""
        yield "| Judging | Seconds | ms a platform | To a tenth of them | Goal |"
        yield "|---|--:|--:|--:|--:|"
        yield from _judged(Path(folder), as_registered, "as in the registry", GOAL_OF_GROWTH)
        yield from _judged(Path(folder), of_one_owner, "of one owner, without names", None)
    yield ""
    yield from asked.rows()


def _judged(folder: Path, fleet: Fleet, name: str, most: float | None) -> Iterator[str]:
    """Yield what judging takes, of a tenth of the platforms and of all; it may grow by `most`, if that is given."""
    with _serving(folder, 0.0) as server:
        dossiers = collect(*_records(folder, server.port, fleet), reading=Reading(root=folder), network=NETWORK)
    few, many = dossiers[: ENDPOINTS // 10], dossiers
    judge(*few)  # because the first run reads what is published
    taken = {len(each): math.inf for each in (few, many)}
    for _ in range(ROUNDS):
        for given in (few, many):
            gc.collect()  # because nobody pays for what others left
            begun = time.process_time()
            judge(*given)
            taken[len(given)] = min(taken[len(given)], time.process_time() - begun)
    single = taken[len(few)] / len(few)
    for count, seconds in taken.items():
        ratio = seconds / count / single
        goal = f"{most:.2f}{_missed(ratio, most)}" if most and count > len(few) else ""
        yield f"| {count} platforms {name} | {seconds:.2f} | {seconds / count * 1000:.1f} | {ratio:.2f} | {goal} |"


def _rows(taken: Mapping[str, float], delay: float, requests: int) -> Iterator[str]:
    least = math.ceil(requests / AT_A_TIME) * delay
    for name, seconds in taken.items():
        ratios = [seconds / taken[other] for other in ("httpx", "our client")]
        is_ours = name in {"audit", "look"}
        goal = f"{GOAL:.2f}{_missed(ratios[1], GOAL)}" if is_ours else ""
        beside = f"{seconds / least:.2f}" if least else "–"
        beside += _missed(seconds / least, GOAL_OF_DELAY) if least and is_ours else ""
        told = f"{name}, answered after {delay * 1000:.0f} ms"
        yield f"| {told} | {requests} | {seconds:.2f} | {ratios[0]:.2f} | {ratios[1]:.2f} | {goal} | {beside} |"


def _missed(ratio: float, goal: float) -> str:
    return " **missed**" if ratio > goal else ""


def _best(folder: Path, port: int, requests: int) -> dict[str, float]:
    """Seconds of each in its best round."""
    records = _records(folder, port)
    runs: dict[str, Callable[[], object]] = {
        "audit": lambda: audit(*records, reading=Reading(root=folder), network=NETWORK),
        "look": lambda: collect(*records, reading=Reading(root=folder), network=NETWORK),
        "our client": lambda: asyncio.run(_sent(port, requests)),
        "httpx": lambda: asyncio.run(_fetched(port, requests)),
    }
    found = dict.fromkeys(runs, math.inf)
    for _ in range(ROUNDS):
        for name, run in runs.items():
            gc.collect()  # because nobody pays for what others left
            begun = time.perf_counter()
            run()
            found[name] = min(found[name], time.perf_counter() - begun)
    return found


async def _sent(port: int, requests: int) -> None:
    """Send as many requests by the checker's own client as an audit does."""
    network = network_of(NETWORK)

    async def one(address: str) -> None:
        url = read_url(address)
        assert url is not None
        await send(Request("GET", url), all_versions(), NETWORK.body_limit, network)

    await _at_a_time(one, port, requests)
    await network.idle.close()


async def _fetched(port: int, requests: int) -> None:
    limits = httpx.Limits(max_connections=AT_A_TIME, max_keepalive_connections=AT_A_TIME)
    async with httpx.AsyncClient(limits=limits, trust_env=False) as client:

        async def one(address: str) -> None:
            (await client.get(address)).raise_for_status()

        await _at_a_time(one, port, requests)


async def _at_a_time(one: Callable[[str], Awaitable[None]], port: int, requests: int) -> None:
    addresses = iter(f"http://{_host(number % ENDPOINTS)}:{port}/v1/muc" for number in range(requests))

    async def in_turn() -> None:
        for address in addresses:
            await one(address)

    await asyncio.gather(*(in_turn() for _ in range(AT_A_TIME)))


def _requests(folder: Path) -> int:
    """How many requests an audit sends."""
    with _serving(folder, 0.0) as server:
        audit(*_records(folder, server.port), reading=Reading(root=folder), network=NETWORK)
    return server.answered


def _host(number: int) -> str:
    return f"127.0.{number // 250 + 1}.{number % 250 + 1}"


def _records(folder: Path, port: int, fleet: Fleet = as_registered) -> list[Path]:
    answers = {"200": {"description": "Một mục", "content": {"application/json": {"schema": ITEM}}}}
    paths = {"/muc": {"get": {"responses": answers}}}
    document = {"openapi": "3.1.0", "info": {"title": "Mục", "version": "1.0.0"}, "paths": paths}
    (folder / "openapi.json").write_text(json.dumps(document), encoding="utf-8")
    records = [folder / f"record-{number}.yaml" for number in range(ENDPOINTS)]
    for number, (file, record) in enumerate(zip(records, fleet(ENDPOINTS), strict=True)):
        file.write_text(written(record, _host(number), port), encoding="utf-8")
    return records


@dataclass(slots=True)
class Server:
    """A running server; how often it answered is known at its end."""

    port: int
    answered: int = 0


@contextmanager
def _serving(folder: Path, delay: float) -> Iterator[Server]:
    body = folder / "answer.json"
    body.write_text(json.dumps(ANSWER, ensure_ascii=False), encoding="utf-8")
    command = (sys.executable, str(Path(__file__).with_name("answering.py")), str(body), str(delay))
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        server = Server(int(process.stdout.readline()))
        try:
            yield server
        finally:
            server.answered = int(process.communicate()[0])


if __name__ == "__main__":
    sys.exit(main())
