"""Headers that a security server passes on, and those that it drops or sets itself."""

from collections.abc import Iterable, Iterator
from typing import Final

from ndxp_mocks.hub.transport.upstream import Pair

SKIPPED: Final = frozenset(
    {
        "connection",
        "keep-alive",
        "proxy-authenticate",
        "proxy-authorization",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
        "host",
        "user-agent",
        "server",
        "content-length",
        "expect",
    }
)
# X-Road-Service is not among them: where the service sets it, it comes twice.
_SET_BY_THE_SERVER: Final = frozenset({"x-road-id", "x-road-request-hash", "x-road-client", "x-road-request-id"})
_NEVER_FROM_THE_CALLER: Final = frozenset({"x-road-request-id", "x-road-request-hash"})


def forwarded_headers(headers: Iterable[Pair]) -> Iterator[Pair]:
    """Yield the headers of a request that reach the provider."""
    return _without(headers, SKIPPED | _NEVER_FROM_THE_CALLER)


def returned_headers(headers: Iterable[Pair]) -> Iterator[Pair]:
    """Yield the headers of an answer that reach the caller; one `Date` is enough, and the listener sets it."""
    return _without(headers, SKIPPED | _SET_BY_THE_SERVER | {"date"})


def _without(headers: Iterable[Pair], dropped: frozenset[str]) -> Iterator[Pair]:
    return ((name, value) for name, value in headers if name.lower() not in dropped)
