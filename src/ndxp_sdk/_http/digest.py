"""Digest fields (RFC 9530): what bytes hash to, and whether a field that came with them agrees."""

import hashlib
from collections.abc import Callable, Mapping
from typing import Final, Protocol

from ndxp_sdk._http.structured_fields import Item, dictionary, written


class Hash(Protocol):
    """A hash under way."""

    def update(self, data: bytes, /) -> None:
        """Takes more bytes."""

    def digest(self) -> bytes:
        """The result so far."""


# Because RFC 9530, 5 marks all others as insecure for this use.
_HASHES: Final[Mapping[str, Callable[[], Hash]]] = {"sha-256": hashlib.sha256, "sha-512": hashlib.sha512}


def content_digest(body: bytes, algorithm: str = "sha-256") -> str:
    """The value of Content-Digest for these bytes."""
    return written({algorithm: Item(_hashed(algorithm, body))})


def digests(field: str) -> dict[str, bytes]:
    """The digests of known algorithms in a field; ValueError for what is no such field."""
    members = dictionary(field)
    known = {name: member.value for name, member in members.items() if name in _HASHES and isinstance(member, Item)}
    return {name: value for name, value in known.items() if isinstance(value, bytes)}


def agrees(field: str, body: bytes) -> bool:
    """Whether every digest of a known algorithm is that of the body, and there is one. ValueError as `digests`."""
    found = digests(field)
    return bool(found) and all(_hashed(name, body) == value for name, value in found.items())


def sha256_of(field: str | None) -> str | None:
    """The sha-256 of a digest field in hexadecimal, none where it says none."""
    try:
        found = digests(field or "").get("sha-256")
    except ValueError:
        return None
    return found.hex() if found else None


def _hashed(algorithm: str, body: bytes) -> bytes:
    hashed = _HASHES[algorithm]()
    hashed.update(body)
    return hashed.digest()
