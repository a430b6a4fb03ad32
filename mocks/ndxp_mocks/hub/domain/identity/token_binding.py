"""Thumbprints that bind a token to a certificate or a key: `cnf` of RFC 8705 §3.1 and RFC 9449 §6.1."""

import base64
import hashlib
from collections.abc import Mapping
from typing import Any

from ndxp_mocks.hub.domain.identity.jwt import public_key


def base64url(value: bytes) -> str:
    """Without padding."""
    return base64.urlsafe_b64encode(value).decode().rstrip("=")


def certificate_thumbprint(certificate: bytes) -> str:
    """`x5t#S256` of a certificate in DER."""
    return base64url(hashlib.sha256(certificate).digest())


def key_thumbprint(jwk: Mapping[str, Any]) -> str:
    """The thumbprint of RFC 7638. ValueError for a key that the hub does not take."""
    return public_key(jwk).thumbprint()
