"""Reading a compact JWT without trusting it, and verifying its signature with one key."""

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from joserfc.errors import JoseError
from joserfc.jwk import ECKey, RSAKey, import_key
from joserfc.jws import JWSRegistry, deserialize_compact

CLIENT_ALGORITHMS: Final = ("ES256", "PS256", "RS256")
_PARTS: Final = 3
# The end of the year 9999, the last that a date can name.
_LATEST: Final = 253402300800
_PUBLIC_MEMBERS: Final = frozenset({"kty", "crv", "x", "y", "n", "e"})
# The characters of 2048 bits in base64url.
_LEAST_MODULUS: Final = 342


class Unreadable(ValueError):
    """The text is not a compact JWT; the message says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Jwt:
    """Header and claims as they were written, and the text that was signed."""

    header: Mapping[str, Any]
    claims: Mapping[str, Any]
    text: str

    def claim(self, name: str, kind: type) -> Any:
        """Return the claim if it is of this kind, else None. A boolean is no number."""
        value = self.claims.get(name)
        return value if isinstance(value, kind) and not isinstance(value, bool) else None

    def moment(self, name: str) -> float | None:
        """Return a NumericDate (RFC 7519 §2), None if the claim is missing or is none."""
        value = self.claims.get(name)
        if not isinstance(value, int | float) or isinstance(value, bool):
            return None
        return float(value) if 0 <= value < _LATEST else None


def read(text: str) -> Jwt:
    """Return the parts of the text. Unreadable where it has none."""
    parts = text.split(".")
    if len(parts) != _PARTS:
        raise Unreadable(f"{len(parts)} parts, {_PARTS} separated by points are expected")
    _decoded(parts[2], "signature")
    return Jwt(_object(parts[0], "header"), _object(parts[1], "claims"), text)


def verifies(jwt: Jwt, jwk: Mapping[str, Any], algorithms: tuple[str, ...] = CLIENT_ALGORITHMS) -> bool:
    """Return whether the signature is by this key, with an algorithm that is among these and fits the key."""
    registry = JWSRegistry(algorithms=list(algorithms), strict_check_header=False)
    try:
        deserialize_compact(jwt.text, public_key(jwk), registry=registry)
    except (JoseError, ValueError):
        return False
    return True


def public_key(jwk: Mapping[str, Any]) -> ECKey | RSAKey:
    """Return the key of a JWK, on P-256 or RSA of 2048 bits and more. Raises ValueError for any other."""
    is_elliptic = jwk.get("kty") == "EC" and jwk.get("crv") == "P-256"
    is_long = jwk.get("kty") == "RSA" and len(str(jwk.get("n", ""))) >= _LEAST_MODULUS
    if not (is_elliptic or is_long):
        raise ValueError("the key is neither on P-256 nor RSA of 2048 bits and more")
    try:
        key = import_key({name: value for name, value in jwk.items() if name in _PUBLIC_MEMBERS})
    except (JoseError, ValueError, KeyError, TypeError) as error:
        raise ValueError(f"the JWK cannot be read: {type(error).__name__}") from error
    if not isinstance(key, ECKey | RSAKey):
        raise ValueError("the key is of another kind than it says")  # noqa: TRY004 because callers catch ValueError
    return key


def _object(part: str, name: str) -> Mapping[str, Any]:
    try:
        value = json.loads(_decoded(part, name))
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"the {name} is not JSON in base64url") from error
    if not isinstance(value, dict):
        raise Unreadable(f"the {name} is not a JSON object")
    return value


def _decoded(part: str, name: str) -> bytes:
    if not part or "=" in part:
        raise Unreadable(f"the {name} is empty or padded; base64url without padding is expected")
    try:
        return base64.b64decode(part + "=" * (-len(part) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise Unreadable(f"the {name} is not base64url") from error
