"""Made-up platforms at loopback addresses of their own (Linux), which note who asks each of them, and when."""

import asyncio
import json
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

ANSWER = json.dumps({"ma": "MP0001", "ten": "Mục mẫu"}, ensure_ascii=False).encode()
HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n"


def host(number: int) -> str:
    """Return the address of a platform; none is that of anything else here."""
    return f"127.9.{number // 250}.{number % 250 + 1}"


@dataclass(frozen=True)
class Asked:
    """One request: to which host, from which port, and from when until when it was answered."""

    host: str
    port: int
    begun: float
    ended: float


@dataclass
class Hosts:
    """A server at every address of the loopback. `owners` are the processes that asked, by their ports."""

    delay: float = 0.02
    port: int = 0
    asked: list[Asked] = field(default_factory=list)
    owners: dict[int, int] = field(default_factory=dict)
    watched: list[int] = field(default_factory=list)

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        here, port = writer.get_extra_info("sockname")[0], writer.get_extra_info("peername")[1]
        self.owners[port] = owner_of(port, self.watched)
        with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            while await reader.readuntil(b"\r\n\r\n"):
                begun = time.monotonic()
                await asyncio.sleep(self.delay)
                writer.write(HEAD % len(ANSWER) + ANSWER)
                await writer.drain()
                self.asked.append(Asked(here, port, begun, time.monotonic()))
        writer.close()

    def by_owner(self) -> Mapping[str, list[tuple[int, float, float]]]:
        """Return by host which process asked it, from when until when, in the order of time."""
        found: dict[str, list[tuple[int, float, float]]] = {}
        for each in sorted(self.asked, key=lambda asked: asked.begun):
            found.setdefault(each.host, []).append((self.owners[each.port], each.begun, each.ended))
        return found


@contextmanager
def asked_hosts(delay: float = 0.02) -> Iterator[Hosts]:
    """Serve until the end of the block."""
    hosts, loop, is_up = Hosts(delay), asyncio.new_event_loop(), threading.Event()

    async def serve() -> None:
        server = await asyncio.start_server(hosts.answer, "0.0.0.0", 0, backlog=1024)
        hosts.port = server.sockets[0].getsockname()[1]
        is_up.set()
        async with server:
            await ended.wait()

    ended = asyncio.Event()

    def run() -> None:
        asyncio.set_event_loop(loop)
        loop.run_until_complete(serve())
        for task in asyncio.all_tasks(loop):
            task.cancel()
        loop.run_until_complete(asyncio.sleep(0.05))
        loop.close()

    thread = threading.Thread(target=run)
    thread.start()
    is_up.wait(10)
    try:
        yield hosts
    finally:
        loop.call_soon_threadsafe(ended.set)
        thread.join()


def write_records(folder: Path, hosts: Hosts, places: Sequence[Sequence[int]]) -> list[Path]:
    """Write the record of a platform for each list of numbers of the hosts that its services have."""
    written = []
    for number, own in enumerate(places):
        services = "".join(
            f"- {{id: api-{nth}, base_url: 'http://{host(each)}:{hosts.port}/v1'}}\n" for nth, each in enumerate(own)
        )
        path = folder / f"nen-tang-{number}.yaml"
        path.write_text(
            f"slug: nen-tang-{number}\nname_vi: Nền tảng {number}\nowner: {{code: G{number % 20:02}}}\n"
            f"services:\n{services}",
            "utf-8",
        )
        written.append(path)
    return written


def owner_of(port: int, processes: Sequence[int]) -> int:
    """Return which of some processes has the connection from a port; 0 if none has."""
    wanted = f":{port:04X}"
    inodes = set()
    for line in Path("/proc/net/tcp").read_text().splitlines()[1:]:
        fields = line.split()
        if fields[1].endswith(wanted):
            inodes.add(f"socket:[{fields[9]}]")
    for process in processes:
        with suppress(OSError):
            for descriptor in Path(f"/proc/{process}/fd").iterdir():
                with suppress(OSError):
                    if str(descriptor.readlink()) in inodes:
                        return process
    return 0
