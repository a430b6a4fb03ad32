"""What takes long is made a few at a time: others read on meanwhile, and nobody takes all turns."""

import asyncio
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response

from compliance.actions.kept_reader import KeptReader
from compliance.server.access.entrance import Entrance
from compliance.server.access.identity import IDENTITY, Identity, Role
from compliance.server.access.log import AccessLog
from compliance.server.access.middleware import middleware
from compliance.server.app import application
from compliance.server.turns import AT_ONCE, OF_ONE, WAITING, Turns
from tools.dashboard import HOST, SECRET, proxy_access
from tools.served import HANGS, Served, serving

from .conftest import HISTORY

PAPER = "/vi/runs/2/report.json"
pytestmark = pytest.mark.usefixtures("sockets_and_processes")


class Slow(KeptReader):
    """A reader of whole reports that waits until it is let go, and counts how many wait."""

    def __init__(self, place: Path) -> None:
        super().__init__(place)
        self.free, self.begun = threading.Event(), threading.Semaphore(0)

    def whole(self, run: Any) -> Any:
        self.begun.release()
        self.free.wait(HANGS)
        return super().whole(run)


class Busy:
    """A dashboard whose reports take as long as a test wants."""

    def __init__(self, served: Served, reader: Slow, turns: Turns) -> None:
        self.served, self.reader, self._turns = served, reader, turns

    def asked(self, path: str, who: str) -> bytes:
        """The beginning of what somebody is answered."""
        fields = (f"Host: {HOST}", f"X-Remote-User: {who}", "X-Remote-Groups: xem", f"X-Proxy-Secret: {SECRET}")
        answer = self.served.send("\r\n".join((f"GET {path} HTTP/1.1", "Connection: close", *fields, "", "")).encode())
        return answer.partition(b"\r\n\r\n")[0]

    def wait_for(self, count: int) -> None:
        """Wait until so many are being made or wait."""
        end = time.monotonic() + HANGS
        while self._turns.count != count and time.monotonic() < end:
            time.sleep(0.01)
        assert self._turns.count == count


@pytest.fixture
def busy(looked_at: Path, tmp_path: Path) -> Iterator[Busy]:
    access = proxy_access(tmp_path, proxies=(ip_network("127.0.0.1/32"),))
    with Slow(looked_at / HISTORY) as reader:
        app = application((), middleware(Entrance.of(access, AccessLog(tmp_path / "log"))), reader)
        with serving(app) as running:
            yield Busy(running, reader, app.state.turns)
            reader.free.set()


def test_others_read_on_while_as_much_as_may_be_is_made(busy: Busy) -> None:
    with ThreadPoolExecutor(AT_ONCE + WAITING) as pool:
        made = [pool.submit(busy.asked, PAPER, f"reader-{number}") for number in range(AT_ONCE + WAITING)]
        busy.wait_for(AT_ONCE + WAITING)
        refused = busy.asked(PAPER, "minh")
        assert b" 503 " in refused
        assert b"retry-after: 5" in refused
        assert b" 200 OK" in busy.asked("/vi/runs", "minh")
        assert all(busy.reader.begun.acquire(timeout=HANGS) for _ in range(AT_ONCE))
        assert not busy.reader.begun.acquire(blocking=False)
        busy.reader.free.set()
        assert all(b" 200 OK" in each.result(HANGS) for each in made)
    assert b" 200 OK" in busy.asked(PAPER, "minh")


def test_one_visitor_has_some_turns_and_no_more(busy: Busy) -> None:
    with ThreadPoolExecutor(OF_ONE) as pool:
        mine = [pool.submit(busy.asked, PAPER, "lan") for _ in range(OF_ONE)]
        busy.wait_for(OF_ONE)
        refused = busy.asked("/vi/tables/platforms.csv", "lan")
        assert b" 429 " in refused
        assert b"retry-after: 5" in refused
        busy.reader.free.set()
        assert all(b" 200 OK" in each.result(HANGS) for each in mine)
    assert b" 200 OK" in busy.asked("/vi/tables/platforms.csv", "lan")


def test_a_program_named_like_a_person_has_turns_of_its_own() -> None:
    turns, free, made = Turns(), threading.Event(), Response("made")

    async def asked(identity: Identity) -> int:
        scope = {"type": "http", "method": "GET", "path": "/", "headers": [], IDENTITY: identity, "app": Starlette()}
        answer = await turns.run(Request(scope), lambda: free.wait(HANGS) and made)
        return answer.status_code

    async def all_of_them() -> list[int]:
        person, program = Identity("lan", frozenset({Role.READER})), Identity("lan", frozenset({Role.READER}), key=1)
        asking = [asyncio.create_task(asked(who)) for who in (*[person] * OF_ONE, program)]
        await asyncio.sleep(0)
        assert turns.count == OF_ONE + 1
        refused = await asked(person)
        free.set()
        return [refused, *await asyncio.gather(*asking)]

    assert asyncio.run(all_of_them()) == [429, *[200] * (OF_ONE + 1)]
