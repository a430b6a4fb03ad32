"""Digest fields (RFC 9530): compute the digests of bytes, and compare them with a field that came with the bytes."""

import base64
import hashlib
import re
from collections.abc import Callable, Mapping
from typing import Final, Protocol


class Hash(Protocol):
    """A hash under way."""

    def update(self, data: bytes, /) -> None:
        """Take more bytes."""

    def digest(self) -> bytes:
        """Return the result so far."""


# Because RFC 9530, 5 marks all others as insecure for this use.
_HASHES: Final[Mapping[str, Callable[[], Hash]]] = {"sha-256": hashlib.sha256, "sha-512": hashlib.sha512}
# Because uploads need no extra, they do without http-sf: a member of the dictionary (RFC 9530, 2) is a byte sequence of
# RFC 9651 by the name of its algorithm, with parameters that nobody defined.
_MEMBER: Final = re.compile(r"([a-z*][a-z0-9_.*-]*)=:([A-Za-z0-9+/]*={0,2}):(?:; *[a-z*][a-z0-9_.*-]*(?:=[^;,\s]+)?)*")


def content_digest(body: bytes, algorithm: str = "sha-256") -> str:
    """Return the value of Content-Digest for these bytes."""
    return f"{algorithm}=:{base64.b64encode(_hashed(algorithm, body)).decode('ascii')}:"


def digests(field: str) -> dict[str, bytes]:
    """Return the digests of known algorithms in a field. ValueError for what is no such field."""
    members = [_MEMBER.fullmatch(member.strip(" \t")) for member in field.split(",")]
    found = {member[1]: _octets(member[2]) for member in members if member}
    if not all(members):
        raise ValueError("a member of a digest field is no byte sequence")
    return {name: value for name, value in found.items() if name in _HASHES}


def digest_agrees(field: str, body: bytes) -> bool:
    """Return whether there are digests of known algorithms and all are of the body. ValueError as `digests`."""
    found = digests(field)
    return bool(found) and all(_hashed(name, body) == value for name, value in found.items())


def sha256_of(field: str | None) -> str | None:
    """Return the sha-256 of a digest field in hexadecimal. None if it says none."""
    try:
        found = digests(field or "").get("sha-256")
    except ValueError:
        return None
    return found.hex() if found else None


def _octets(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), validate=True)


def _hashed(algorithm: str, body: bytes) -> bytes:
    hashed = _HASHES[algorithm]()
    hashed.update(body)
    return hashed.digest()
