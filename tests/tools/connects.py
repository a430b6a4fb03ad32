"""What a test tries to connect to, but for the servers that it started in other threads.

Addresses that are not loopback are refused before a packet leaves.
"""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import ip_address
from typing import Any


class Connects:
    """Remembers and refuses what one thread does, while it has one; a hook of Python cannot be taken off again."""

    def __init__(self) -> None:
        self.thread: int | None = None
        self.tried: list[tuple[str, int]] = []
        sys.addaudithook(self._see)

    def _see(self, event: str, arguments: tuple[Any, ...]) -> None:
        is_watched = event == "socket.connect" and threading.get_ident() == self.thread
        if not is_watched or not isinstance(arguments[1], tuple):
            return
        address = str(arguments[1][0])
        self.tried.append((address, arguments[1][1]))
        if not ip_address(address).is_loopback:
            raise ConnectionRefusedError(f"no test connects to {address}")


CONNECTS = Connects()


@contextmanager
def connects() -> Iterator[list[tuple[str, int]]]:
    """Give the addresses and ports that this thread tries until the end of the block."""
    CONNECTS.tried = []
    CONNECTS.thread = threading.get_ident()
    try:
        yield CONNECTS.tried
    finally:
        CONNECTS.thread = None
