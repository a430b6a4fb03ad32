"""A server at every address of the loopback that gives the same body to every request, each with the id of its own.

`python answering.py FILE SECONDS` prints its port and serves until its standard input ends, then how often it
answered. Each answer comes so many seconds after its request.
"""

import asyncio
import re
import sys
from pathlib import Path

HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n%s\r\n"
NAMED = re.compile(rb"^x-correlation-id: [^\r]*\r\n", re.IGNORECASE | re.MULTILINE)


class Answering(asyncio.Protocol):
    """One connection; requests have no body."""

    answered = 0

    def __init__(self, body: bytes, delay: float) -> None:
        self._body = body
        self._delay = delay
        self._waiting = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._waiting += data
        while b"\r\n\r\n" in self._waiting:
            asked, _, self._waiting = self._waiting.partition(b"\r\n\r\n")
            named = NAMED.search(asked + b"\r\n")
            Answering.answered += 1
            answer = HEAD % (len(self._body), named[0] if named is not None else b"") + self._body
            asyncio.get_running_loop().call_later(self._delay, self._write, answer)

    def _write(self, answer: bytes) -> None:
        self._transport.write(answer)  # type: ignore[attr-defined]  # because it is one for writing


async def main(body: bytes, delay: float) -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Answering(body, delay), "0.0.0.0", 0, backlog=1024)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    print(Answering.answered, flush=True)


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]).read_bytes(), float(sys.argv[2])))
