"""Hold public keys that check signatures, by key id."""

import base64
import binascii
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, runtime_checkable

from ndxp_sdk._signatures.algorithms import SMALLEST_RSA, Algorithm, algorithm_of, require_extra
from ndxp_sdk.errors import InvalidConfiguration, UsageError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric import rsa

    from ndxp_sdk.models.common import JsonWebKey
    from ndxp_sdk.models.tokens import JsonWebKeySet

Jwks: TypeAlias = "Mapping[str, Any] | JsonWebKeySet"


@dataclass(frozen=True, slots=True)
class VerificationKey:
    """A public key by the id under which signatures name it. `algorithm` is the only one it is used with.

    >>> jwk = {"kty": "OKP", "crv": "Ed25519", "x": "JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs"}
    >>> VerificationKey.of(jwk).algorithm
    'ed25519'
    """

    key_id: str
    algorithm: str
    _known: Algorithm
    _public: Any

    @classmethod
    def of(cls, jwk: Mapping[str, Any]) -> "VerificationKey":
        """Load a JSON Web Key.

        Raises:
            InvalidConfiguration: a kind of key that signs no messages, or one that cannot be read.
            MissingExtra: cryptography is not installed.
        """
        require_extra()
        known = algorithm_of(str(jwk.get("kty")), str(jwk.get("crv")), jwk.get("alg"))
        if known is None or jwk.get("use", "sig") != "sig":
            raise InvalidConfiguration(
                "the JWK is no key that signs messages: P-256, P-384, Ed25519 or RSA is expected"
            )
        try:
            public = _public_key(jwk)
        except (KeyError, ValueError, TypeError, AttributeError) as error:
            raise InvalidConfiguration("the JWK cannot be read: a member is missing or malformed") from error
        return cls(str(jwk.get("kid") or ""), known.name, known, public)

    def is_of(self, signature: bytes, message: bytes) -> bool:
        """Return whether the signature is of this key over these bytes."""
        from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - part of an extra

        try:
            self._known.check(self._public, signature, message)
        except InvalidSignature:
            return False
        return True

    def __repr__(self) -> str:
        return f"VerificationKey({self.key_id}, {self.algorithm})"


@runtime_checkable
class KeySource(Protocol):
    """A source of public keys."""

    def key(self, key_id: str) -> VerificationKey | None:
        """Return the key of this id. None if it is not known."""
        ...


class Keys:
    """A fixed set of keys. Keys of kinds that sign no messages are left out.

    >>> Keys({"keys": []}).key("unknown") is None
    True
    """

    __slots__ = ("_keys",)

    def __init__(self, jwks: "Jwks | Iterable[VerificationKey]") -> None:
        self._keys = {key.key_id: key for key in _usable(_members(jwks))}

    def key(self, key_id: str) -> VerificationKey | None:
        """Return the key of this id. None if it is not known."""
        return self._keys.get(key_id)

    def __repr__(self) -> str:
        return f"Keys({', '.join(sorted(self._keys))})"


def _members(jwks: object) -> Iterable[Any]:
    found = jwks.get("keys") if isinstance(jwks, Mapping) else getattr(jwks, "keys", jwks)
    if isinstance(found, str | bytes | Mapping) or not isinstance(found, Iterable):
        told = "a mapping without a list keys" if isinstance(jwks, Mapping) else f"of the type {type(jwks).__name__}"
        raise UsageError(f'keys is {told}: a JWKS is expected, such as {{"keys": [...]}}, or a function that gives one')
    return found


def _usable(members: "Iterable[VerificationKey | Mapping[str, Any] | JsonWebKey]") -> Iterable[VerificationKey]:
    for member in members:
        try:
            yield member if isinstance(member, VerificationKey) else VerificationKey.of(_jwk(member))
        except InvalidConfiguration:  # because a set may hold keys for other uses, and new kinds appear
            continue


def _jwk(given: "Mapping[str, Any] | JsonWebKey") -> Mapping[str, Any]:
    if isinstance(given, Mapping):
        return given
    if not hasattr(given, "model_dump"):
        raise InvalidConfiguration("a member of the JWKS is no JWK")
    return given.model_dump(mode="json", by_alias=True, exclude_none=True)


def _public_key(jwk: Mapping[str, Any]) -> Any:
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa  # noqa: PLC0415 - part of an extra

    match jwk["kty"]:
        case "OKP":
            return ed25519.Ed25519PublicKey.from_public_bytes(_octets(jwk["x"]))
        case "EC":
            curve = {"P-256": ec.SECP256R1, "P-384": ec.SECP384R1}[jwk["crv"]]()
            return ec.EllipticCurvePublicNumbers(_number(jwk["x"]), _number(jwk["y"]), curve).public_key()
    return _large(rsa.RSAPublicNumbers(_number(jwk["e"]), _number(jwk["n"])).public_key())


def _large(key: "rsa.RSAPublicKey") -> "rsa.RSAPublicKey":
    if key.key_size < SMALLEST_RSA:
        raise ValueError(f"the RSA key has {key.key_size} bits, {SMALLEST_RSA} are expected")
    return key


def _number(text: str) -> int:
    return int.from_bytes(_octets(text), "big")


def _octets(text: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error as error:
        raise ValueError("no base64url") from error
