"""Resolver with a cache and a deadline: each name is looked up once in a run, and one that hangs delays no other."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import Future
from threading import Thread
from typing import TypeVar

from compliance.model.text import Message
from compliance.probes.errors import Unreachable
from compliance.probes.net.url import Server

T = TypeVar("T")
Resolver = Callable[[Server], Awaitable[Sequence[str]]]
"""Function that returns the IP addresses of a server's host as text, or raises `OSError`."""


class CachingResolver:
    """Cache of name look-ups for one run; at most `at_once` run side by side, each for `timeout` seconds."""

    __slots__ = ("_found", "_places", "_resolver", "_timeout")

    def __init__(self, resolver: Resolver, timeout: float, at_once: int) -> None:
        self._resolver = resolver
        self._timeout = timeout
        self._places = asyncio.Semaphore(at_once)
        self._found: dict[str, asyncio.Future[Sequence[str]]] = {}

    async def addresses(self, server: Server) -> Sequence[str]:
        """Return the addresses of the host; raises what the resolver raises, and `Unreachable` if it took too long."""
        if server.host not in self._found:
            self._found[server.host] = asyncio.ensure_future(self._look_up(server))
        try:
            # because a caller that is cancelled must not cancel the look-up that others wait for
            return await asyncio.shield(self._found[server.host])
        except TimeoutError as error:
            raise Unreachable(_late(server, self._timeout)) from error

    async def _look_up(self, server: Server) -> Sequence[str]:
        async with self._places, asyncio.timeout(self._timeout):
            return await self._resolver(server)


async def run_blocking(work: Callable[[], T]) -> T:
    """Wait for work that blocks. Its thread is its own and a daemon, so that nothing waits for it once we gave up."""
    done: Future[T] = Future()
    done.set_running_or_notify_cancel()
    Thread(target=_work, args=(work, done), daemon=True).start()
    return await asyncio.wrap_future(done)


def _work(work: Callable[[], T], done: Future[T]) -> None:
    try:
        done.set_result(work())
    except Exception as error:  # noqa: BLE001 - because whoever waits would wait for ever
        done.set_exception(error)


def _late(server: Server, timeout: float) -> Message:
    if server.is_on_state_network:
        return Message.of(
            "{host} is declared on the state network only and its name was not resolved within {seconds} seconds: "
            "it is not observable from this vantage",
            host=server.host,
            seconds=f"{timeout:g}",
        )
    return Message.of(
        "the name {host} was not resolved within {seconds} seconds", host=server.host, seconds=f"{timeout:g}"
    )
