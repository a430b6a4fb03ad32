"""Connections for HTTP that wait for another request, each with where its conversation stands."""

import asyncio
from collections import defaultdict

import h11

from compliance.model.dataclass import dataclass, field
from compliance.probes.net.streams import Connection, close
from compliance.probes.net.tls_context import TlsOffer
from compliance.probes.net.url import Server


@dataclass(slots=True)
class Channel:
    """A connection and the state of the conversation on it.

    `is_used` says that a request went over it before, `names_requests` that the last answer repeated the id of its own.
    """

    connection: Connection
    offer: TlsOffer | None
    state: h11.Connection = field(default_factory=lambda: h11.Connection(h11.CLIENT))
    is_used: bool = False
    names_requests: bool = False

    def can_take(self, offer: TlsOffer | None, *, is_named: bool) -> bool:
        """Return whether it was opened with the offer, and the answer to such a request could be told to be its own."""
        return self.offer is offer and (is_named or not self.names_requests)

    def can_go_on(self) -> bool:
        """Make the conversation ready for another request; False if either side ends it, or more came than an answer.

        What came unasked would be taken for the answer to the next request.
        """
        left_over, _ = self.state.trailing_data
        if left_over or (self.state.our_state, self.state.their_state) != (h11.DONE, h11.DONE):
            return False
        self.state.start_next_cycle()
        self.is_used = True
        return True


class IdleChannels:
    """The channels of one run that wait. With those in use there are never more than may be open at a time."""

    __slots__ = ("_idle",)

    def __init__(self) -> None:
        self._idle: defaultdict[Server, list[Channel]] = defaultdict(list)

    async def take(self, server: Server, offer: TlsOffer | None, *, is_named: bool) -> Channel | None:
        """Return a channel with the same offer that is still silent and open; None if there is none.

        A request that `is_named` has a header that its answer may repeat. One that has none could not be told to have
        its own answer where the last one repeated the id of its request. Where there are only other channels, one of
        them is closed, so that a new one may be opened in its place.
        """
        idle = self._idle[server]
        # because others take from the same list while one is looked at
        while (channel := next((each for each in idle if each.can_take(offer, is_named=is_named)), None)) is not None:
            idle.remove(channel)
            if await _is_silent(channel.connection):
                return channel
            await close(channel.connection)
        if idle:
            await close(idle.pop(0).connection)
        return None

    def keep(self, channel: Channel) -> None:
        """Keep a channel for another request."""
        self._idle[channel.connection.server].append(channel)

    async def close(self) -> None:
        """Close all that wait."""
        for idle in self._idle.values():
            while idle:
                await close(idle.pop().connection)


async def _is_silent(connection: Connection) -> bool:
    """Return whether the other side has neither hung up nor said anything since its last answer."""
    try:
        async with asyncio.timeout(0):
            await connection.reader.read(1)
    except TimeoutError:
        return not connection.reader.at_eof()
    except OSError:
        return False
    return False
