"""The hub's own signing keys, made when the hub starts, and the JWKS that shows their public halves (RFC 7517)."""

from dataclasses import dataclass, field
from typing import Any, Final, Literal, Self

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from joserfc.jwk import ECKey, OKPKey

from ndxp_mocks.hub.state.settings import MessageAlgorithm

_COORDINATE: Final = 32


@dataclass(frozen=True, slots=True)
class SigningKey:
    """One key pair: `algorithm` is its name in JOSE, `message_algorithm` its name in RFC 9421."""

    pair: ECKey | OKPKey
    algorithm: Literal["ES256", "EdDSA"]
    message_algorithm: MessageAlgorithm

    @classmethod
    def elliptic(cls) -> Self:
        """Return a new key on P-256."""
        return cls(ECKey.generate_key("P-256"), "ES256", "ecdsa-p256-sha256")

    @classmethod
    def edwards(cls) -> Self:
        """Return a new key on Ed25519."""
        return cls(OKPKey.generate_key("Ed25519"), "EdDSA", "ed25519")

    @property
    def key_id(self) -> str:
        """The thumbprint of RFC 7638."""
        return self.pair.thumbprint()

    @property
    def public(self) -> dict[str, Any]:
        """The public half as a JWK."""
        return {**self.pair.as_dict(private=False), "use": "sig", "alg": self.algorithm, "kid": self.key_id}

    def sign(self, message: bytes) -> bytes:
        """Return the bare signature: for P-256 r and s of 32 octets each, by RFC 7518 §3.4 and RFC 9421 §3.3.4."""
        private = self.pair.private_key
        if isinstance(private, ed25519.Ed25519PrivateKey):
            return private.sign(message)
        if not isinstance(private, ec.EllipticCurvePrivateKey):
            raise TypeError(f"{type(private).__name__} does not sign; P-256 or Ed25519 is expected")
        r, s = decode_dss_signature(private.sign(message, ec.ECDSA(hashes.SHA256())))
        return r.to_bytes(_COORDINATE, "big") + s.to_bytes(_COORDINATE, "big")


@dataclass(frozen=True, slots=True)
class KeyRing:
    """The keys of one hub: tokens are signed with `elliptic`, messages with the one that the settings choose."""

    elliptic: SigningKey = field(default_factory=SigningKey.elliptic)
    edwards: SigningKey = field(default_factory=SigningKey.edwards)

    def for_messages(self, algorithm: MessageAlgorithm) -> SigningKey:
        """Return the key of this algorithm."""
        return self.edwards if algorithm == "ed25519" else self.elliptic

    def public(self) -> dict[str, Any]:
        """Return the key set as it is published."""
        return {"keys": [self.elliptic.public, self.edwards.public]}
