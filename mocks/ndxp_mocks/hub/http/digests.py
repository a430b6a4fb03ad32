"""Digest fields of RFC 9530: what a body is hashed to, and whether a field that came with it agrees."""

import base64
import hashlib
import re
from collections.abc import Callable, Mapping
from typing import Final

_ALGORITHMS: Final[Mapping[str, Callable[[bytes], bytes]]] = {
    "sha-256": lambda body: hashlib.sha256(body).digest(),
    "sha-512": lambda body: hashlib.sha512(body).digest(),
}
# RFC 9530 §2: a dictionary of byte sequences, `sha-256=:base64:`
_MEMBER: Final = re.compile(r"^([a-z*][a-z0-9_.*-]*)=:([A-Za-z0-9+/]*={0,2}):$")


def content_digest(body: bytes, algorithm: str = "sha-256") -> str:
    """Return the value of Content-Digest for these bytes.

    Raises KeyError for an algorithm other than sha-256 and sha-512.
    """
    return f"{algorithm}=:{base64.b64encode(_ALGORITHMS[algorithm](body)).decode()}:"


def agrees(value: str, body: bytes) -> bool:
    """Return whether every digest of a known algorithm in the field is that of the body, and there is at least one."""
    found = [member.strip() for member in value.split(",")]
    known = [text for text in found if _algorithm(text) in _ALGORITHMS]
    return bool(known) and all(text == content_digest(body, _algorithm(text)) for text in known)


def _algorithm(member: str) -> str:
    found = _MEMBER.match(member)
    return found[1] if found else ""
