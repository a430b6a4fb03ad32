"""A socket to the first of some addresses that takes a connection."""

import asyncio
import socket
from collections.abc import Sequence
from itertools import repeat


def share_of(seconds: float, addresses: Sequence[str]) -> float:
    """Return the seconds that each address but the last has."""
    return seconds / (len(addresses) + 1)


async def first_socket(addresses: Sequence[str], port: int, seconds: float) -> socket.socket:
    """Connect to the first address that can be. Each has a share of the seconds, the last all that is left.

    Raises `OSError`: where none can, `TimeoutError` if one was silent, which has refused nothing; else the first one's
    failure.
    """
    failures: list[OSError] = []
    share = share_of(seconds, addresses)
    for limit, address in zip((*repeat(share, len(addresses) - 1), None), addresses, strict=True):
        try:
            async with asyncio.timeout(limit):
                return await _connected_socket(address, port)
        except OSError as error:
            failures.append(error)
    raise next((failure for failure in failures if isinstance(failure, TimeoutError)), failures[0])


async def _connected_socket(address: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    connecting = socket.socket(family, socket.SOCK_STREAM)
    connecting.setblocking(False)
    try:
        await asyncio.get_running_loop().sock_connect(connecting, (address, port))
    except BaseException:
        connecting.close()
        raise
    return connecting
