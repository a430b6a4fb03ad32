"""A server that gives every request the same body, as fast as Python can, in a process of its own.

`python loopback.py FILE` prints its port and serves until its standard input ends. The word CURSOR in FILE becomes a
number that is new in each answer. A request with an X-Road-Id is answered as by a security server: with the same id,
and one of the answer.
"""

import asyncio
import itertools
import re
import sys
from pathlib import Path

HEADER = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n%s\r\n"
EXCHANGED = re.compile(rb"x-road-id: [^\r]*\r\n", re.IGNORECASE)
REQUEST = b"X-Road-Request-Id: 0197a3de-5d4c-4b1f-8f0e-3a1b5c7d9e2f\r\n"
NUMBERS = itertools.count(100_000_000)


class Answering(asyncio.Protocol):
    """One connection; requests have no body."""

    def __init__(self, body: bytes) -> None:
        self._body = body
        self._waiting = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._waiting += data
        while b"\r\n\r\n" in self._waiting:
            asked, _, self._waiting = self._waiting.partition(b"\r\n\r\n")
            named = EXCHANGED.search(asked + b"\r\n")
            ids = named[0] + REQUEST if named is not None else b""
            body = self._body.replace(b"CURSOR", b"%d" % next(NUMBERS)) if b"CURSOR" in self._body else self._body
            self._transport.write(HEADER % (len(body), ids) + body)  # type: ignore[attr-defined]  # because it is one for writing


async def main(body: bytes) -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Answering(body), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]).read_bytes()))
