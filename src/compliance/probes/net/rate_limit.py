"""Rate limit and circuit breaker, shared by all probes of one run."""

import asyncio
from collections import Counter, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from compliance.model.text import Message
from compliance.probes.errors import CircuitOpen, Unanswered
from compliance.probes.net.url import Server

_MOST_UNANSWERED: Final = 3


class StartTimes:
    """When connections to one server may start: at most `rate` in any second, the first ones at once."""

    __slots__ = ("_booked", "_period")

    def __init__(self, rate: float) -> None:
        at_once = max(1, int(rate))
        self._period = at_once / rate
        self._booked: deque[float] = deque(maxlen=at_once)

    def book(self, now: float) -> float:
        """Book the next start; returns the seconds to wait for it. `now` is in seconds on any steady clock."""
        is_full = len(self._booked) == self._booked.maxlen
        start = max(now, self._booked[0] + self._period) if is_full else now
        self._booked.append(start)
        return start - now


class RateLimiter:
    """Rate limit and circuit breaker of all servers.

    Each server gets `concurrency` connections at a time and `rate` a second, in the order of asking. The circuit opens
    for a server that says it is too busy, or that has left some requests in a row without an answer: no further request
    is sent to it in this run.
    """

    __slots__ = ("_answered", "_closed", "_concurrency", "_rate", "_servers", "_unanswered")

    def __init__(self, rate: float, concurrency: int) -> None:
        self._rate = rate
        self._concurrency = concurrency
        self._servers: dict[Server, tuple[asyncio.Semaphore, StartTimes]] = {}
        self._closed: dict[Server, int] = {}
        self._unanswered = Counter[Server]()
        self._answered = False

    def open_circuit(self, server: Server, status: int) -> None:
        """Open the circuit for the server until the run ends; `status` is the response that caused it."""
        self._closed.setdefault(server, status)

    def count_unanswered(self, server: Server) -> None:
        """Count a request that the server left without an answer."""
        self._unanswered[server] += 1

    def count_answered(self, server: Server) -> None:
        """Forget the requests before this one that the server left without an answer."""
        self._unanswered.pop(server, None)
        self._answered = True

    @property
    def was_answered(self) -> bool:
        """Whether any server answered any request of this run, so that the way out works."""
        return self._answered

    def require_open(self, server: Server) -> None:
        """Check that requests may still be sent to the server; raises `CircuitOpen` if its circuit was opened."""
        if (status := self._closed.get(server)) is not None:
            template = "{server} has answered {status} before: it is not asked again in this run"
            raise CircuitOpen(Message.of(template, server=str(server), status=status))
        if (times := self._unanswered[server]) >= _MOST_UNANSWERED:
            template = "{server} has left {times} requests without an answer: it is not asked again in this run"
            raise Unanswered(Message.of(template, server=str(server), times=times))

    @asynccontextmanager
    async def slot(self, server: Server) -> AsyncIterator[None]:
        """Wait for a slot and hold it."""
        if server not in self._servers:
            self._servers[server] = (asyncio.Semaphore(self._concurrency), StartTimes(self._rate))
        places, starts = self._servers[server]
        async with places:
            await asyncio.sleep(starts.book(asyncio.get_running_loop().time()))
            yield
