"""Seam between the provider's gateway and the provider: one method, with real sockets or in memory behind it."""

from dataclasses import dataclass
from typing import Literal, Protocol

Pair = tuple[str, str]
Moment = Literal["before-send", "after-send"]


@dataclass(frozen=True, slots=True)
class UpstreamAnswer:
    """Answer of the provider: header pairs in order, repeated as they came; the body without transfer coding."""

    status: int
    headers: tuple[Pair, ...]
    body: bytes


class UpstreamFailure(Exception):
    """No whole answer came from the provider. Raised only by an Upstream.

    UpstreamFailure
    ├── UpstreamUnreachable   the connection was not made: nothing was sent
    ├── UpstreamTimeout       `moment` says whether the request had been sent
    └── UpstreamReset         the connection ended before the whole answer came
    """


class UpstreamUnreachable(UpstreamFailure):
    """Refused, unknown host, or a TLS handshake that failed."""


class UpstreamTimeout(UpstreamFailure):
    """Too slow: `before-send` while connecting, `after-send` while waiting for the answer."""

    def __init__(self, message: str, moment: Moment) -> None:
        super().__init__(message)
        self.moment = moment


class UpstreamReset(UpstreamFailure):
    """The request was sent; whether it was acted upon is unknown."""


class Upstream(Protocol):
    """Send one request. Redirects are not followed, and no header is added but Host and Content-Length."""

    async def send(self, method: str, url: str, headers: tuple[Pair, ...], body: bytes) -> UpstreamAnswer:
        """Return the answer, whatever its status. Raises UpstreamFailure if no whole answer came."""
        ...
