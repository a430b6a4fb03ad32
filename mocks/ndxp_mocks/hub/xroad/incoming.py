"""A call as it came, before anybody read a name in it."""

from collections.abc import Iterator
from dataclasses import dataclass

from starlette.requests import Request

from ndxp_mocks.hub.transport.connection import TLS
from ndxp_mocks.hub.transport.upstream import Pair


@dataclass(frozen=True, slots=True)
class IncomingCall:
    """`path` and `query` are raw; `query` is None without a question mark. Header names are in lower case, in order.

    `size` is that of the whole body; `body` ends where the hub stopped keeping it. `certificate` is DER.
    """

    method: str
    path: str
    query: str | None
    headers: tuple[Pair, ...]
    body: bytes
    size: int
    is_plaintext: bool
    certificate: bytes | None

    def values(self, name: str) -> tuple[str, ...]:
        """Return every value of this header, in order."""
        return tuple(value for key, value in self.headers if key == name.lower())

    def last(self, name: str) -> str | None:
        """Return the value that counts where a header came twice."""
        values = self.values(name)
        return values[-1] if values else None


async def read_incoming(request: Request, keep: int) -> IncomingCall:
    """Read the whole call and keep at most so many bytes of its body."""
    body, size = bytearray(), 0
    async for chunk in request.stream():  # to the end, because who is cut off while sending never reads the refusal
        size += len(chunk)
        body += chunk[: max(0, keep + 1 - len(body))]
    tls = request.scope.get("extensions", {}).get(TLS)
    query: bytes = request.scope["query_string"]
    return IncomingCall(
        method=request.method,
        path=_raw_path(request),
        query=query.decode("latin-1") if query else None,
        headers=tuple(_pairs(request)),
        body=bytes(body),
        size=size,
        is_plaintext=request.url.scheme != "https",
        certificate=None if tls is None else tls["client_certificate"],
    )


def _raw_path(request: Request) -> str:
    raw: bytes | None = request.scope.get("raw_path")
    return request.scope["path"] if raw is None else raw.partition(b"?")[0].decode("latin-1")


def _pairs(request: Request) -> Iterator[Pair]:
    for name, value in request.headers.raw:
        yield name.decode("latin-1").lower(), value.decode("latin-1")
