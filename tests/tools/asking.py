"""Calls of a desynchronised server by both clients, and whether what came was made for them."""

import asyncio
import itertools
import json
import threading
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, ExitStack
from dataclasses import dataclass, field
from typing import Any

from ndxp_sdk import Adapter, AsyncClient, Client, Direct, Gateway, Retry, Timeout, XRoad
from ndxp_sdk.errors import NdxpError
from tools.desynchronised import OutOfStep
from tools.ways import WAYS

CALL, OWN = "VN/GOV/G12/dkkd/enterprises", "VN/GOV/G22/mot-cua"
ONCE = Retry(attempts=1, first_rest=0, longest_rest=0)
DIALECTS = (Direct(), Adapter(), Gateway(), XRoad())
DOORS = ("request", "call", "stream", "half", "left")
BRIEF = Timeout(read=0.05)
MARKS = itertools.count(1)


@dataclass
class Tally:
    """What came of the calls."""

    ways: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)
    wrong: list[tuple[str, str]] = field(default_factory=list)


class Asking:
    """One call of a way through a door, and whether what came was made for it."""

    def __init__(self, server: OutOfStep, tally: Tally, name: str, door: str) -> None:
        self.server = server
        self.tally = tally
        self.name = name
        self.way = WAYS[name]
        self.mark = b"m%d" % next(MARKS)
        self.path = f"/v1/{name}/{self.mark.decode()}"
        # because own APIs take no body in pieces
        self.door = "call" if self.way.is_early and door == "request" else door

    def options(self, pieces: Callable[[], Any]) -> dict[str, Any]:
        if self.way.method != "POST":
            return {}
        return {"content": pieces if self.way.is_early else b"{}"}

    def pieces(self) -> Iterator[bytes]:
        yield b"first"
        self.server.answered(self.mark).wait(600)
        yield b"GET /v1/length/m0 HTTP/1.1\r\nHost: a\r\n\r\n"

    async def async_pieces(self) -> AsyncIterator[bytes]:
        yield b"first"
        await asyncio.to_thread(self.server.answered(self.mark).wait, 600)
        yield b"GET /v1/length/m0 HTTP/1.1\r\nHost: a\r\n\r\n"

    def came(self, headers: Any, content: bytes = b"") -> None:
        made_for = {str(headers.get("X-For")), *([json.loads(content)["for"]] if content else [])}
        if made_for != {self.mark.decode()}:
            self.tally.wrong.append((self.name, self.door))

    def failed(self, error: NdxpError) -> None:
        assert self.way.may_fail, (self.name, self.door, error)
        self.tally.failed[type(error).__name__] += 1

    def over(self) -> threading.Event:
        self.tally.ways[self.name] += 1
        self.server.over(self.mark).set()
        return self.server.answered(self.mark)


def ask(client: Client, asking: Asking) -> None:
    options, method = asking.options(asking.pieces), asking.way.method
    patient = client.with_options(timeout=BRIEF) if asking.name == "stalled" else client
    try:
        if asking.door in {"request", "call"}:
            run: Any = patient.request if asking.door == "request" else patient.exchange.call
            place = () if asking.door == "request" else (CALL,)
            answer = run(*place, method, asking.path, **options)
            asking.came(answer.headers, answer.content)
        else:
            with patient.exchange.stream(CALL, method, asking.path, **options) as download:
                if asking.door == "half":
                    next(iter(download.iter_bytes()), b"")
                asking.came(download.headers, download.read() if asking.door == "stream" else b"")
    except NdxpError as error:
        asking.failed(error)
    answered = asking.over()
    assert not asking.way.is_late or answered.wait(600), (asking.name, asking.door)
    asking.server.forget(asking.mark)


async def ask_in_task(client: AsyncClient, asking: Asking) -> None:
    """The same; of a call that stalls its task is cancelled."""
    try:
        await asyncio.wait_for(asked_in_task(client, asking), 0.05 if asking.name == "stalled" else None)
    except NdxpError as error:
        asking.failed(error)
    except TimeoutError:
        assert asking.way.may_fail
    answered = asking.over()
    assert not asking.way.is_late or await asyncio.to_thread(answered.wait, 600), (asking.name, asking.door)
    asking.server.forget(asking.mark)


async def asked_in_task(client: AsyncClient, asking: Asking) -> None:
    options, method = asking.options(asking.async_pieces), asking.way.method
    if asking.door in {"request", "call"}:
        run: Any = client.request if asking.door == "request" else client.exchange.call
        place = () if asking.door == "request" else (CALL,)
        answer = await run(*place, method, asking.path, **options)
        asking.came(answer.headers, answer.content)
        return
    async with client.exchange.stream(CALL, method, asking.path, **options) as download:
        if asking.door == "half":
            await anext(aiter(download.iter_bytes()), b"")
        asking.came(download.headers, await download.read() if asking.door == "stream" else b"")


def run(server: OutOfStep, plan: list[tuple[str, str, int]], tally: Tally, settings: dict[str, Any]) -> None:
    with ExitStack() as stack:
        made = (Client(server.url, client=OWN, dialect=each, retry=ONCE, **settings) for each in DIALECTS)
        clients = [stack.enter_context(client) for client in made]
        for name, door, number in plan:
            ask(clients[number], Asking(server, tally, name, door))


def run_in_tasks(server: OutOfStep, plan: list[tuple[str, str, int]], tally: Tally, settings: dict[str, Any]) -> None:
    async def main() -> None:
        async with AsyncExitStack() as stack:
            made = (AsyncClient(server.url, client=OWN, dialect=each, retry=ONCE, **settings) for each in DIALECTS)
            clients = [await stack.enter_async_context(client) for client in made]
            for name, door, number in plan:
                await ask_in_task(clients[number], Asking(server, tally, name, door))

    asyncio.run(main())
