"""Which addresses a test tries to connect to. Those that are not loopback are refused before a packet leaves."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import ip_address
from typing import Any


class Connects:
    """Remembers and refuses while it is on; a hook of Python cannot be taken off again."""

    def __init__(self) -> None:
        self.is_on = False
        self.tried: list[str] = []
        sys.addaudithook(self._see)

    def _see(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self.is_on or event != "socket.connect" or not isinstance(arguments[1], tuple):
            return
        address = str(arguments[1][0])
        self.tried.append(address)
        if not ip_address(address).is_loopback:
            raise ConnectionRefusedError(f"no test connects to {address}")


CONNECTS = Connects()


@contextmanager
def connects() -> Iterator[list[str]]:
    """Give the addresses that are tried until the end of the block."""
    CONNECTS.tried = []
    CONNECTS.is_on = True
    try:
        yield CONNECTS.tried
    finally:
        CONNECTS.is_on = False
