"""What both sides of a TLS handshake agreed on."""

from typing import Final

from compliance.model.dataclass import dataclass, field

CLOSED: Final = "connection closed"


@dataclass(frozen=True, slots=True)
class Agreement:
    """Result of a handshake in which the server chose a version.

    `refusal` is why it then turned the caller away, None if it did not. `chain` holds the certificates in DER as they
    were sent, the server's own first; it is empty if none was shown or they are no longer there. `protocol` is the one
    chosen by ALPN (RFC 7301). `wants_certificate` says whether the client was asked for one, None if that is not known.
    """

    version: str
    cipher: str | None
    chain: tuple[bytes, ...] = field(default=(), repr=False)
    refusal: str | None = None
    protocol: str | None = None
    wants_certificate: bool | None = None
