"""One request as ASGI gives it, read as far as every operation needs it."""

from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote
from uuid import uuid4

from starlette.datastructures import Headers
from starlette.types import Scope

CORRELATION: Final = "X-Correlation-Id"
_LONGEST: Final = 255
_UNKNOWN_PEER: Final = "nobody"


@dataclass(frozen=True, slots=True)
class ApiRequest:
    """A request before anything is known of it: `path` is percent-encoded, `base_url` the root that was called."""

    method: str
    path: str
    query: bytes
    headers: Headers
    base_url: str
    peer: str
    certificate: bytes | None
    correlation_id: str

    @property
    def url(self) -> str:
        """The absolute URL without its query, as DPoP proofs name it."""
        return f"{self.base_url}{self.path}"


def read_request(scope: Scope) -> ApiRequest:
    """Read the request of an ASGI scope."""
    headers = Headers(scope=scope)
    raw: bytes = scope.get("raw_path") or quote(scope["path"]).encode("ascii")
    client = scope.get("client")
    return ApiRequest(
        method=scope["method"],
        path=raw.decode("latin-1"),
        query=scope.get("query_string", b""),
        headers=headers,
        base_url=_base_url(scope, headers),
        peer=str(client[0]) if client else _UNKNOWN_PEER,
        certificate=_certificate(scope),
        correlation_id=_correlation(headers),
    )


def _base_url(scope: Scope, headers: Headers) -> str:
    server: Any = scope.get("server") or ("hub.example", None)
    named = headers.get("host") or (f"{server[0]}:{server[1]}" if server[1] else server[0])
    return f"{scope.get('scheme', 'http')}://{named}"


def _certificate(scope: Scope) -> bytes | None:
    tls: dict[str, Any] = scope.get("extensions", {}).get("tls", {})
    return tls.get("client_certificate")


def _correlation(headers: Headers) -> str:
    """Return the caller's own id where it can be given back as it is, otherwise a new one."""
    sent = headers.get(CORRELATION, "")
    is_plain = 0 < len(sent) <= _LONGEST and all("!" <= each <= "~" for each in sent)
    return sent if is_plain else str(uuid4())
