"""Tokens that differ from a good one in one thing: the signature, the algorithm, or that they can be read at all. Pure.

Only a JSON Web Signature (RFC 7515) can be forged on purpose: of other tokens nobody but the issuer knows what is what.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime, timedelta
from typing import Any, Final

_PARTS: Final = 3
_LEEWAY: Final = timedelta(minutes=5)


def claims_of(token: str) -> dict[str, Any] | None:
    """Return what a signed token says, None if it is none."""
    parts = token.split(".")
    if len(parts) != _PARTS or not all(parts):
        return None
    header, claims = _object(parts[0]), _object(parts[1])
    if header is None or not isinstance(header.get("alg"), str) or header["alg"].lower() == "none":
        return None
    return claims if _bytes(parts[2]) else None


def with_another_signature(token: str) -> str | None:
    """Return the token with one bit of its signature turned, None if it is no signed one."""
    if claims_of(token) is None:
        return None
    head, claims, signature = token.split(".")
    content = bytearray(_bytes(signature) or b"")
    content[0] ^= 1
    return f"{head}.{claims}.{_text(bytes(content))}"


def without_signature(token: str) -> str | None:
    """Return the token with `alg: none` and no signature (RFC 7518, 3.6), None if it is no signed one."""
    if claims_of(token) is None:
        return None
    head, claims, _ = token.split(".")
    header = {**(_object(head) or {}), "alg": "none"}
    return f"{_text(json.dumps(header, separators=(',', ':')).encode())}.{claims}."


def has_expired(token: str, now: datetime) -> bool | None:
    """Return whether a token is past its expiry by more than the usual leeway, None if it does not tell."""
    claims = claims_of(token)
    ends = claims.get("exp") if claims is not None else None
    if not isinstance(ends, int | float) or isinstance(ends, bool):
        return None
    return ends < (now - _LEEWAY).timestamp()


def scopes_in(token: str) -> frozenset[str] | None:
    """Return the scopes that a signed token names, None if it names none."""
    claims = claims_of(token) or {}
    for name in ("scope", "scp"):
        value = claims.get(name)
        if isinstance(value, str):
            return frozenset(value.split())
        if isinstance(value, list):
            return frozenset(each for each in value if isinstance(each, str))
    return None


def _object(part: str) -> dict[str, Any] | None:
    content = _bytes(part)
    try:
        found = json.loads(content) if content else None
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _bytes(part: str) -> bytes | None:
    try:
        return urlsafe_b64decode(part + "=" * (-len(part) % 4))
    except ValueError:
        return None


def _text(content: bytes) -> str:
    return urlsafe_b64encode(content).rstrip(b"=").decode()
