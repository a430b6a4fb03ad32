"""How many requests a second a platform of a document answers, beside Prism, and how soon it is there.

`make bench [CORPUS=folder] [ROUNDS=5] [PRISM=program]`: both serve the same document over plain HTTP on loopback, and
are asked the same by the same client, in turn; the best round counts. Every request is new to the server by its
correlation id, and for comparison the same few are repeated. Goals are ratios; what is missed is said.
"""

import asyncio
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

CORPUS: Final = Path(os.environ.get("CORPUS", Path(__file__).parents[3] / "shared" / "corpus"))
ROUNDS: Final = int(os.environ.get("ROUNDS", "5"))
SECONDS: Final = 2.0
CONNECTIONS: Final = 8
LONGEST_START: Final = 120.0
ASKED: Final = {
    "petstore-3.0.json": (5, [f"/pets?limit={number}" for number in range(1, 21)]),
    "github-3.0.json": (30, [f"/orgs/octo-{number}/actions/permissions" for number in range(20)]),
}
STARTED: Final = "stripe-3.0.json"
LONGEST_OURS: Final = 1.0
FIRST: Final = b"GET /v1/balance HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer simulated-token\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: where it answers, and how long it took until it did."""

    port: int
    base: str
    started: float


def main() -> int:
    if not CORPUS.is_dir():
        print(f"no corpus at {CORPUS}: name one with CORPUS=folder", file=sys.stderr)
        return 0
    for line in _report(shutil.which(os.environ.get("PRISM", "prism"))):
        print(line, flush=True)
    return 0


def _report(prism: str | None) -> Iterator[str]:
    if prism is None:
        print("Prism was not found and is left out; name it with PRISM=program", file=sys.stderr)
    yield "| Document | Requests | Ours, a second | Prism, a second | Ratio | Goal |"
    yield "|---|---|--:|--:|--:|--:|"
    for name, (goal, targets) in ASKED.items():
        yield from _compared(name, goal, targets, prism)
    with _ours(STARTED) as served:
        missed = "" if served.started < LONGEST_OURS else " **missed**"
        yield f"Ready on {STARTED}: {served.started:.2f} s from the start of the process (goal: 1.00{missed})"
    if prism is not None:
        with _prism(prism, STARTED) as other:
            yield f"Prism: {other.started:.0f} s"


def _compared(name: str, goal: int, targets: Sequence[str], prism: str | None) -> Iterator[str]:
    with _ours(name) as ours:
        if prism is None:
            found = {kind: (_best([ours], targets, kind)[0], 0.0) for kind in ("new", "repeated")}
        else:
            with _prism(prism, name) as other:
                beside = [ours] if other.started > LONGEST_START else [ours, other]
                found = {kind: (*_best(beside, targets, kind), 0.0)[:2] for kind in ("new", "repeated")}
    for kind, (mine, theirs) in found.items():
        ratio = mine / theirs if theirs else 0.0
        missed = " **missed**" if theirs and ratio < goal else ""
        shown = f"{ratio:.1f}" if theirs else "not up"
        yield f"| {name} | {kind} | {mine:.0f} | {theirs:.0f} | {shown} | {goal}{missed} |"


def _best(servers: Sequence[Server], targets: Sequence[str], kind: str) -> list[float]:
    """Requests a second of each server in its best round; all take turns in each."""
    found = [0.0] * len(servers)
    for _ in range(ROUNDS):
        for at, server in enumerate(servers):
            found[at] = max(found[at], asyncio.run(_asked(server, targets, is_new=kind == "new")))
    return found


async def _asked(server: Server, targets: Sequence[str], *, is_new: bool) -> float:
    loop = asyncio.get_running_loop()
    until = time.perf_counter() + SECONDS
    callers = [_Caller(server, targets, until, is_new=is_new) for _ in range(CONNECTIONS)]
    for caller in callers:
        await loop.create_connection(lambda caller=caller: caller, "127.0.0.1", server.port)
    begun = time.perf_counter()
    await asyncio.gather(*(caller.ended for caller in callers))
    return sum(caller.count for caller in callers) / (time.perf_counter() - begun)


class _Caller(asyncio.Protocol):
    """One connection that asks again as soon as it was answered; any answer but a good one ends the measurement."""

    def __init__(self, server: Server, targets: Sequence[str], until: float, *, is_new: bool) -> None:
        self._heads = [f"GET {server.base}{each} HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\n" for each in targets]
        self._until = until
        self._is_new = is_new
        self._left = 0
        self.count = 0
        self.ended: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport
        self._ask()

    def data_received(self, data: bytes) -> None:
        if self._left == 0:
            head, _, data = data.partition(b"\r\n\r\n")
            length = re.search(rb"content-length: *(\d+)", head, re.IGNORECASE)
            if not head.startswith(b"HTTP/1.1 200") or length is None:
                self.ended.set_exception(ValueError(head.decode("latin-1")))
                return
            self._left = int(length[1])
        self._left -= len(data)
        if self._left == 0:
            self.count += 1
            self._ask()

    def _ask(self) -> None:
        if time.perf_counter() > self._until:
            self._transport.close()
            self.ended.set_result(None)
            return
        head = self._heads[self.count % len(self._heads)]
        mark = f"X-Correlation-Id: {id(self)}-{self.count}-{self._until}\r\n" if self._is_new else ""
        self._transport.write(f"{head}{mark}\r\n".encode("ascii"))  # type: ignore[attr-defined] # because it writes


@contextmanager
def _ours(name: str) -> Iterator[Server]:
    command = (sys.executable, "-m", "ndxp_mocks", "--lang", "en", "platform", "--spec", str(CORPUS / name))
    with _running((*command, "--fault", "data-on-plain-http")) as (process, begun):
        assert process.stdout is not None
        for line in process.stdout:
            if found := re.match(r"plain HTTP: http://localhost:(\d+)(.*)$", line):
                yield Server(int(found[1]), found[2], _until_there(int(found[1]), begun))
                return
    raise ValueError(f"{command} ended too soon")


@contextmanager
def _prism(program: str, name: str) -> Iterator[Server]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    with _running((program, "mock", "--port", str(port), "--verboseLevel", "silent", str(CORPUS / name))) as (_, begun):
        yield Server(port, "", _until_there(port, begun))


@contextmanager
def _running(command: Sequence[str]) -> Iterator[tuple[subprocess.Popen[str], float]]:
    begun = time.perf_counter()
    with (
        tempfile.TemporaryFile() as nowhere,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=nowhere, text=True) as process,
    ):
        try:
            yield process, begun
        finally:
            process.kill()


def _until_there(port: int, begun: float) -> float:
    """Wait until an answer comes, whatever it is."""

    async def answered() -> bool:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(FIRST)
        line = await reader.readline()
        writer.close()
        return line.startswith(b"HTTP/1.1")

    while time.perf_counter() - begun < LONGEST_START:
        with suppress(OSError):
            if asyncio.run(answered()):
                break
        time.sleep(0.02)
    return time.perf_counter() - begun


if __name__ == "__main__":
    sys.exit(main())
