"""Rate limit of a client: a window of one second, counted by the hub's own clock."""

import math
from dataclasses import dataclass
from typing import Final

from ndxp_mocks.hub.state.world import World

GENEROUS: Final = 1000
_WINDOW: Final = 1
_MOST_CLIENTS: Final = 10_000


@dataclass(frozen=True, slots=True)
class Usage:
    """Quota of one client: `quota` requests in each window, `left` of this one, which ends in `ends_in` s."""

    quota: int
    left: int
    ends_in: int
    is_exceeded: bool

    @property
    def headers(self) -> tuple[tuple[str, str], ...]:
        """The fields of draft-ietf-httpapi-ratelimit-headers."""
        policy = ("RateLimit-Policy", f'"default";q={self.quota};w={_WINDOW}')
        return (policy, ("RateLimit", f'"default";r={self.left};t={self.ends_in}'))


def count_request(world: World, client: str) -> Usage:
    """Count one request of this client. Without a limit in the settings a generous one is told and not enforced."""
    quota = world.settings.rate_limit or GENEROUS
    now = world.clock.now()
    window = math.floor(now)
    with world.lock:
        last, before = world.api.used.get(client, (window, 0))
        used = before + 1 if last == window else 1
        if len(world.api.used) >= _MOST_CLIENTS:
            world.api.used.clear()
        world.api.used[client] = (window, used)
    is_exceeded = world.settings.rate_limit is not None and used > quota
    return Usage(quota, max(quota - used, 0), max(1, math.ceil(window + _WINDOW - now)), is_exceeded)
