"""The first message of a handshake, written here because our TLS library no longer offers what has to be refused."""

import os
from collections.abc import Iterable, Mapping
from ipaddress import ip_address
from typing import Final

from compliance.model.dataclass import dataclass, field
from compliance.probes.net.cipher_suites import OLD, WEAK

VERSIONS: Final = {0x0300: "SSLv3", 0x0301: "TLSv1.0", 0x0302: "TLSv1.1", 0x0303: "TLSv1.2"}
"""By the number that stands in a ServerHello (RFC 5246, appendix E.1; RFC 8446 keeps it at 0x0303)."""

_HANDSHAKE, _CLIENT_HELLO = 22, 1
# RFC 5746, 3.3: says that renegotiation will be safe, without which some servers refuse
_RENEGOTIATION_INFO: Final = 0x00FF
_SERVER_NAME, _GROUPS, _POINT_FORMATS, _SIGNATURE_ALGORITHMS, _EXTENDED_MASTER_SECRET = 0, 10, 11, 13, 23
_HOST_NAME: Final = 0
# RFC 8422, 5.1.1, and RFC 7919: x25519, P-256, P-384, P-521, ffdhe2048, ffdhe3072
_KNOWN_GROUPS: Final = (29, 23, 24, 25, 256, 257)
# RFC 5246, 7.4.1.4.1, hash and signature: SHA-512, 384, 256, 224 and 1, each with RSA and ECDSA, SHA-1 with DSA; PSS
_KNOWN_SIGNATURES: Final = (
    *(0x0804, 0x0805, 0x0806),
    *(0x0601, 0x0603, 0x0501, 0x0503, 0x0401, 0x0403, 0x0301, 0x0303, 0x0201, 0x0203, 0x0202),
)


@dataclass(frozen=True, slots=True)
class HelloOffer:
    """Versions up to the `highest`, by its number, and cipher suites by number with their names at IANA."""

    highest: int
    suites: Mapping[int, str] = field(repr=False)

    @property
    def versions(self) -> tuple[str, ...]:
        """The names of all versions that are offered: this handshake has no lower bound."""
        return tuple(name for number, name in VERSIONS.items() if number <= self.highest)

    def message(self, host: str) -> bytes:
        """Return one record with the ClientHello (RFC 5246, 7.4.1.2) for that host, named unless it is an address."""
        hello = b"".join(
            (
                _number(self.highest, 2),
                os.urandom(32),
                _sized(b"", 1),
                _sized(_numbers((*self.suites, _RENEGOTIATION_INFO)), 2),
                _sized(b"\x00", 1),
                _sized(b"".join(self._extensions(host)), 2),
            )
        )
        message = _number(_CLIENT_HELLO, 1) + _sized(hello, 3)
        # because some servers of old refuse a record layer of a version that they do not know (RFC 5246, appendix E.1)
        return _number(_HANDSHAKE, 1) + _number(min(self.highest, 0x0301), 2) + _sized(message, 2)

    def _extensions(self, host: str) -> Iterable[bytes]:
        if host and not _is_address(host):
            yield _extension(_SERVER_NAME, _sized(_number(_HOST_NAME, 1) + _sized(host.encode("ascii"), 2), 2))
        yield _extension(_GROUPS, _sized(_numbers(_KNOWN_GROUPS), 2))
        yield _extension(_POINT_FORMATS, _sized(b"\x00", 1))
        yield _extension(_SIGNATURE_ALGORITHMS, _sized(_numbers(_KNOWN_SIGNATURES), 2))
        yield _extension(_EXTENDED_MASTER_SECRET, b"")


OLD_VERSIONS: Final = HelloOffer(0x0302, OLD)
"""All that RFC 8996 and RFC 7568 forbid: one handshake asks for all, as a server takes the highest that it has."""
WEAK_SUITES: Final = HelloOffer(0x0303, WEAK)
"""TLS 1.2, which can be agreed on with weak suites, or any older version; TLS 1.3 has none."""


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _extension(kind: int, content: bytes) -> bytes:
    return _number(kind, 2) + _sized(content, 2)


def _sized(content: bytes, width: int) -> bytes:
    return _number(len(content), width) + content


def _numbers(values: Iterable[int]) -> bytes:
    return b"".join(_number(value, 2) for value in values)


def _number(value: int, width: int) -> bytes:
    return value.to_bytes(width)
