"""Thumbprints that bind a token to a certificate or a key: `cnf` of RFC 8705 §3.1 and RFC 9449 §6.1."""

import hashlib
from collections.abc import Mapping
from typing import Any

from ndxp_mocks.hub.domain.base64url import base64url
from ndxp_mocks.hub.domain.identity.jwt import public_key


def certificate_thumbprint(certificate: bytes) -> str:
    """Return `x5t#S256` of a certificate in DER."""
    return base64url(hashlib.sha256(certificate).digest())


def key_thumbprint(jwk: Mapping[str, Any]) -> str:
    """Return the thumbprint of RFC 7638. Raises ValueError for a key that the hub does not take."""
    return public_key(jwk).thumbprint()
