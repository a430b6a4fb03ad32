"""The question that comes before the first event: does this address want messages of this hub? (HTTP Webhooks, 4)"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from ndxp_sdk._http import Pairs
from ndxp_sdk._signatures.message import first
from ndxp_sdk._signatures.validators import GivenHeaders, fields_of

_ALLOWED: Final = 200
_REFUSED: Final = 403


@dataclass(frozen=True, slots=True)
class HandshakeAnswer:
    """The response to OPTIONS: a status and header fields, no body."""

    status: int
    headers: Pairs = ()

    @property
    def is_allowed(self) -> bool:
        """Whether messages will come."""
        return self.status == _ALLOWED


def handshake(headers: GivenHeaders, origins: Collection[str], *, rate: int | None = None) -> HandshakeAnswer:
    """Answer OPTIONS: messages of these origins are wanted, at most `rate` in a minute, or as many as there are.

    >>> handshake({"WebHook-Request-Origin": "hub.example"}, {"hub.example"}).headers
    (('WebHook-Allowed-Origin', 'hub.example'), ('WebHook-Allowed-Rate', '*'), ('Allow', 'POST, OPTIONS'))
    """
    origin = (first(fields_of(headers), "webhook-request-origin") or "").strip()
    wanted = {origins} if isinstance(origins, str) else origins
    if origin.lower() not in {each.lower() for each in wanted}:
        return HandshakeAnswer(_REFUSED)
    allowed = "*" if rate is None else str(rate)
    fields = (("WebHook-Allowed-Origin", origin), ("WebHook-Allowed-Rate", allowed), ("Allow", "POST, OPTIONS"))
    return HandshakeAnswer(_ALLOWED, fields)
