"""Read a certificate from its bytes (RFC 5280, 4.1) without a library for it."""

import hashlib
import re
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

_PEM: Final = re.compile(r"-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----", re.DOTALL)
_SEQUENCE: Final = 0x30
_EXPLICIT_VERSION: Final = 0xA0
_UTC_TIME: Final = 0x17


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate: its validity and its fingerprint, the SHA-256 of all its bytes in lower-case hexadecimal."""

    not_before: datetime
    not_after: datetime
    sha256: str

    def remaining_days(self, now: datetime | None = None) -> float:
        """Return the days until it expires, below 0 afterwards."""
        return (self.not_after - (now or datetime.now(UTC))).total_seconds() / 86_400


def certificates_of(pem: str) -> tuple[Certificate, ...]:
    """Return every certificate in a PEM text, in order; ValueError for one that is broken."""
    return tuple(certificate_of(ssl.PEM_cert_to_DER_cert(found)) for found in _PEM.findall(pem))


def certificate_of(der: bytes) -> Certificate:
    """Return one certificate. ValueError if the bytes are none."""
    try:
        outer = next(_elements(der))[1]
        fields = [element for element in _elements(next(_elements(outer))[1]) if element[0] != _EXPLICIT_VERSION]
        validity = fields[3]  # after serial number, signature algorithm and issuer
        not_before, not_after = (_time(*element) for element in _elements(validity[1]))
    except (IndexError, StopIteration, ValueError):
        raise ValueError("not a certificate in DER") from None
    return Certificate(not_before, not_after, hashlib.sha256(der).hexdigest())


def _elements(content: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(content):
        tag, length, at = content[at], content[at + 1], at + 2
        if length & 0x80:
            size = length & 0x7F
            length, at = int.from_bytes(content[at : at + size], "big"), at + size
        yield tag, content[at : at + length]
        at += length


def _time(tag: int, content: bytes) -> datetime:
    text = content.decode("ascii")
    if tag == _UTC_TIME:
        text = ("19" if text >= "50" else "20") + text
    return datetime.strptime(text, "%Y%m%d%H%M%SZ").replace(tzinfo=UTC)
