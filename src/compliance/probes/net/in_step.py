"""Whether an answer on a kept connection belongs to the request: a server that miscounts gives one that does not."""

import asyncio
from collections.abc import Iterable
from typing import Final

from compliance.probes.net.idle import Channel

_SETTLED_AFTER: Final = 0.05
Pairs = Iterable[tuple[str, str]]


async def is_in_step(channel: Channel, sent: Pairs, received: Pairs) -> bool:
    """Return whether the answer is taken: it repeats an id of the request, or nothing follows it for a moment.

    What came unasked is followed by the answer that was waited for. Where earlier answers on the connection repeated
    the ids of their requests, one that does not is another's. The first answer on a connection is taken as it is.
    """
    is_named = not {value for _, value in sent}.isdisjoint(value for _, value in received)
    was_named, channel.names_requests = channel.names_requests, is_named
    if is_named or not channel.is_used:
        return True
    return not was_named and await _is_silent(channel)


async def _is_silent(channel: Channel) -> bool:
    """Return whether nothing came, and nothing comes; the connection is of no use afterwards if something does."""
    if channel.state.trailing_data[0]:
        return False
    try:
        async with asyncio.timeout(_SETTLED_AFTER):
            return not await channel.connection.reader.read(1)
    except TimeoutError:
        return True
