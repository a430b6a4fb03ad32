"""Connections that end when a client is too slow: uvicorn alone waits for ever for a request, and for a reader."""

import asyncio
from typing import Any, Final

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from compliance.model.dataclass import dataclass
from compliance.server.access.peers import household, is_named
from compliance.server.access.settings import Network

_CLOSING: Final = 1.0


@dataclass(frozen=True, slots=True)
class ConnectionLimits:
    """How slow clients may be, in seconds, and how many connections there may be at once.

    `head` is the time for the head of a request, `reading` that for which a client may take nothing of an answer. One
    address (of IPv6: one /64) may have `most_of_address` connections; a proxy as many as there may be in all.
    """

    head: float = 10.0
    reading: float = 30.0
    most: int = 512
    most_of_address: int = 64
    proxies: tuple[Network, ...] = ()


def limited(limits: ConnectionLimits) -> "type[TimedProtocol]":
    """Return the protocol with these limits, as uvicorn wants it: a class."""

    class Limited(TimedProtocol):
        pass

    Limited.limits = limits
    return Limited


class TimedProtocol(H11Protocol):
    """HTTP/1.1 with limits of time and number. What exceeds them is cut off without an answer."""

    limits = ConnectionLimits()

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self._head: asyncio.TimerHandle | None = None
        self._reader: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # because uvicorn has it so
        super().connection_made(transport)
        if self._are_too_many():
            transport.abort()
            return
        self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        self._stop_reading()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._await_head()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._await_head()

    def shutdown(self) -> None:
        super().shutdown()
        if self.transport.is_closing():
            # because a browser need not answer the end of TLS, and half a minute is long for who waits for a restart
            self.loop.call_later(_CLOSING, self.transport.abort)

    def pause_writing(self) -> None:
        super().pause_writing()
        self._reader = self._reader or self.loop.call_later(self.limits.reading, self.transport.abort)

    def resume_writing(self) -> None:
        self._stop_reading()
        super().resume_writing()

    def _await_head(self) -> None:
        """Wait for the rest of a head if some of one is there, and for a first one; not while a request is served."""
        is_idle = self.timeout_keep_alive_task is not None and not self.conn.trailing_data[0]
        if self.conn.their_state is not h11.IDLE or is_idle:
            self._stop_waiting()
        elif self._head is None:
            self._head = self.loop.call_later(self.limits.head, self.transport.abort)

    def _stop_waiting(self) -> None:
        if self._head is not None:
            self._head.cancel()
            self._head = None

    def _stop_reading(self) -> None:
        if self._reader is not None:
            self._reader.cancel()
            self._reader = None

    def _are_too_many(self) -> bool:
        if len(self.connections) > self.limits.most:
            return True
        address = self.client[0] if self.client else ""
        if not address or is_named(address, self.limits.proxies):
            return False
        mine = household(address)
        others = (each.client[0] for each in self.connections if isinstance(each, H11Protocol) and each.client)
        return sum(household(other) == mine for other in others) > self.limits.most_of_address
