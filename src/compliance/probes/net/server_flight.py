"""What a server says after a ClientHello, up to the point where keys are needed: hello, certificates, demands, alert.

Nothing is deciphered: up to TLS 1.2 all this is sent in the clear (RFC 5246, 7.3). Every length is checked against what
is there, and the whole is bounded.
"""

from collections.abc import Iterator
from enum import IntEnum
from typing import Final

from compliance.model.dataclass import dataclass, field
from compliance.probes.net.client_hello import VERSIONS, HelloOffer

_ALERT, _HANDSHAKE = 21, 22
# RFC 5246, 6.2.1: the fragment of a record has at most 2^14 bytes
_MOST_IN_A_RECORD: Final = 1 << 14
_MOST_IN_ALL: Final = 1 << 18
MOST_CERTIFICATES: Final = 10
_WARNING: Final = 1
# RFC 6066, 3: a server may say that it does not know the name and go on; RFC 5246, 7.2.2 for the other
_IGNORED_WARNINGS: Final = frozenset({100, 112})
ALERTS: Final = {
    0: "close_notify",
    10: "unexpected_message",
    20: "bad_record_mac",
    22: "record_overflow",
    40: "handshake_failure",
    42: "bad_certificate",
    43: "unsupported_certificate",
    44: "certificate_revoked",
    45: "certificate_expired",
    46: "certificate_unknown",
    47: "illegal_parameter",
    48: "unknown_ca",
    49: "access_denied",
    50: "decode_error",
    51: "decrypt_error",
    60: "export_restriction",
    70: "protocol_version",
    71: "insufficient_security",
    80: "internal_error",
    86: "inappropriate_fallback",
    90: "user_canceled",
    109: "missing_extension",
    110: "unsupported_extension",
    112: "unrecognized_name",
    116: "certificate_required",
    120: "no_application_protocol",
}
"""Names of alerts (RFC 8446, section 6, with those that older versions have)."""


class _Message(IntEnum):
    """Types of handshake messages that say something (RFC 5246, 7.4)."""

    SERVER_HELLO = 2
    CERTIFICATE = 11
    CERTIFICATE_REQUEST = 13
    SERVER_HELLO_DONE = 14


class NotTls(ValueError):
    """What came is no TLS, or TLS that nobody asked for; the text names what, in the words of the RFC."""


@dataclass(slots=True)
class ServerFlight:
    """What was understood so far of the bytes that a server sends in answer to an offer.

    `version` and `cipher` stand as soon as the server has chosen them. `alert` is the name of the alert that ended the
    handshake. `is_over` says that nothing more is to be learnt.
    """

    offer: HelloOffer
    version: str | None = None
    cipher: str | None = None
    certificates: tuple[bytes, ...] = field(default=(), repr=False)
    wants_certificate: bool = False
    alert: str | None = None
    is_over: bool = False
    _records: bytearray = field(default_factory=bytearray, repr=False)
    _messages: bytearray = field(default_factory=bytearray, repr=False)
    _received: int = 0

    def receive(self, data: bytes) -> None:
        """Read on; raises `NotTls`."""
        self._received += len(data)
        if self._received > _MOST_IN_ALL:
            raise NotTls("endless_handshake")
        self._records += data
        while not self.is_over and (record := self._next_record()) is not None:
            self._take(*record)

    def _next_record(self) -> tuple[int, bytes] | None:
        """Return type and fragment of a record that is there as a whole (RFC 5246, 6.2.1)."""
        buffered = self._records
        if buffered and buffered[0] not in {_ALERT, _HANDSHAKE}:
            raise NotTls("wrong_version_number")
        if len(buffered) < 5:
            return None
        length = int.from_bytes(buffered[3:5])
        if buffered[1] != 3 or not 0 < length <= _MOST_IN_A_RECORD:
            raise NotTls("wrong_version_number")
        if len(buffered) < 5 + length:
            return None
        kind, fragment = buffered[0], bytes(buffered[5 : 5 + length])
        del buffered[: 5 + length]
        return kind, fragment

    def _take(self, kind: int, fragment: bytes) -> None:
        if kind == _ALERT:
            self._take_alert(fragment)
            return
        self._messages += fragment
        while not self.is_over and (message := self._next_message()) is not None:
            self._take_message(*message)

    def _take_alert(self, fragment: bytes) -> None:
        if len(fragment) != 2:
            raise NotTls("decode_error")
        level, number = fragment
        if level != _WARNING or number not in _IGNORED_WARNINGS:
            self.alert = ALERTS.get(number, f"alert {number}")
            self.is_over = True

    def _next_message(self) -> tuple[int, bytes] | None:
        """Return type and body of a handshake message that is there as a whole (RFC 5246, 7.4)."""
        buffered = self._messages
        if len(buffered) < 4:
            return None
        length = int.from_bytes(buffered[1:4])
        if length > _MOST_IN_ALL:
            raise NotTls("excessive_message_size")
        if len(buffered) < 4 + length:
            return None
        kind, body = buffered[0], bytes(buffered[4 : 4 + length])
        del buffered[: 4 + length]
        return kind, body

    def _take_message(self, kind: int, body: bytes) -> None:
        if self.version is None and kind != _Message.SERVER_HELLO:
            raise NotTls("unexpected_message")
        match kind:
            case _Message.SERVER_HELLO:
                self._choose(body)
            case _Message.CERTIFICATE:
                self.certificates = tuple(_certificates(body))
            case _Message.CERTIFICATE_REQUEST:
                self.wants_certificate = True
            case _Message.SERVER_HELLO_DONE:
                self.is_over = True

    def _choose(self, body: bytes) -> None:
        """Read version and cipher suite of a ServerHello (RFC 5246, 7.4.1.3): they must be among those offered."""
        if self.version is not None:
            raise NotTls("unexpected_message")
        # because version and random come before the session id, and cipher and compression behind it
        if len(body) < 35 or body[34] > 32 or len(body) < 38 + body[34]:
            raise NotTls("decode_error")
        version, suite = int.from_bytes(body[:2]), int.from_bytes(body[35 + body[34] : 37 + body[34]])
        if version > self.offer.highest or version not in VERSIONS or suite not in self.offer.suites:
            raise NotTls("illegal_parameter")
        self.version, self.cipher = VERSIONS[version], self.offer.suites[suite]


def _certificates(body: bytes) -> Iterator[bytes]:
    """Yield the certificates of a message (RFC 5246, 7.4.2), the first ones if there are too many."""
    listed = _vector(body, 0)
    if len(listed) + 3 != len(body):
        raise NotTls("decode_error")
    at = 0
    for _ in range(MOST_CERTIFICATES):
        if at == len(listed):
            return
        certificate = _vector(listed, at)
        at += 3 + len(certificate)
        yield certificate


def _vector(body: bytes, at: int) -> bytes:
    """Return what stands behind a length of three bytes."""
    length = int.from_bytes(body[at : at + 3])
    if len(body) < at + 3 + length:
        raise NotTls("decode_error")
    return body[at + 3 : at + 3 + length]
