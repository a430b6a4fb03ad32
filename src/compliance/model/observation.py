"""What a look at a running endpoint brought back. Plain facts: nothing is verified while connecting, nothing judged."""

from dataclasses import dataclass
from datetime import datetime

from compliance.model.place import Place
from compliance.model.text import Message


def tls_place(host: str, port: int) -> Place:
    """The address of a TLS port; an IPv6 address stands in brackets (RFC 3986, section 3.2.2)."""
    return Place(f"tls://[{host}]:{port}" if ":" in host else f"tls://{host}:{port}")


@dataclass(frozen=True, slots=True)
class TlsHandshake:
    """One handshake: what was offered, and the version agreed on, or null with the reason given by the other side."""

    host: str
    version: str | None
    port: int = 443
    offered: tuple[str, ...] = ("TLSv1.2", "TLSv1.3")
    cipher: str | None = None
    refusal: str | None = None
    looked_at: datetime | None = None

    @property
    def at(self) -> Place:
        return tls_place(self.host, self.port)


@dataclass(frozen=True, slots=True)
class Certificate:
    """The leaf certificate shown in a handshake; times are UTC."""

    host: str
    not_before: datetime
    not_after: datetime
    looked_at: datetime
    port: int = 443
    subject: str = ""
    issuer: str = ""
    names: tuple[str, ...] = ()
    sha256: str = ""

    @property
    def at(self) -> Place:
        return tls_place(self.host, self.port).child("certificate")


@dataclass(frozen=True, slots=True)
class HttpExchange:
    """One request and its answer. The body is not kept, only its size and hash: it may hold personal data.

    `status` is null when the other side refused the connection, with the reason in `refusal`.
    """

    method: str
    url: str
    status: int | None
    operation: Place | None = None
    headers: tuple[tuple[str, str], ...] = ()
    media_type: str | None = None
    body_size: int = 0
    body_sha256: str | None = None
    is_truncated: bool = False
    refusal: str | None = None
    elapsed_ms: int | None = None
    looked_at: datetime | None = None

    @property
    def at(self) -> Place:
        return Place(self.url)

    @property
    def is_plain(self) -> bool:
        """Whether the request went over HTTP without TLS."""
        return self.url.startswith("http://")


Observation = TlsHandshake | Certificate | HttpExchange


@dataclass(frozen=True, slots=True)
class Gap:
    """A look that failed, or a thing that is not known. It hides the kinds of subject named, so they cannot be met.

    `is_failure` tells a look that was meant to succeed (exit bit 2) from a fact that nobody has stated yet.
    """

    hides: frozenset[str]
    place: Place
    message: Message
    is_failure: bool = True
