"""Key and secret by HTTP Basic, or in the static header `lgspaccesstoken`: base64 of a JSON object."""

import base64
import binascii
import json
from typing import Any, Final

STATIC_HEADER: Final = "lgspaccesstoken"
STATIC_MEMBERS: Final = ("AccessKey", "SecretKey", "AppName", "PartnerCode", "PartnerCodeCus")

KeyAndSecret = tuple[str, str]


def in_static_header(header: str | None) -> KeyAndSecret | None:
    """Key and secret in the static header, None if it is missing or wrong."""
    members = None if header is None else _decoded_json(header)
    if members is None or not all(isinstance(members.get(name), str) for name in STATIC_MEMBERS):
        return None
    return members["AccessKey"], members["SecretKey"]


def in_basic(authorization: str | None) -> KeyAndSecret | None:
    """Key and secret in a header Authorization, None if it is missing or wrong."""
    scheme, _, encoded = (authorization or "").partition(" ")
    decoded = _decoded(encoded.strip()) if scheme.lower() == "basic" else None
    if decoded is None or ":" not in decoded:
        return None
    key, _, secret = decoded.partition(":")
    return key, secret


def _decoded_json(header: str) -> dict[str, Any] | None:
    try:
        members = json.loads(_decoded(header) or "null")
    except (ValueError, RecursionError):
        return None
    return members if isinstance(members, dict) else None


def _decoded(encoded: str) -> str | None:
    try:
        return base64.b64decode(encoded, validate=True).decode("utf-8")
    except (binascii.Error, ValueError):
        return None
