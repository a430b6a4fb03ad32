"""Private keys that sign assertions. Needs the extra `jwt`; nothing of it is imported before a key is used."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from ndxp_sdk.errors import InvalidConfiguration, MissingExtra, NdxpError
from ndxp_sdk.secrets import Secret

if TYPE_CHECKING:
    from joserfc.jwk import ECKey, RSAKey

Algorithm = Literal["ES256", "RS256", "PS256"]
SMALLEST_RSA: Final = 2048
_FITTING: Final[dict[str, tuple[Algorithm, ...]]] = {"EC": ("ES256",), "RSA": ("RS256", "PS256")}


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private key, and the algorithms that it fits, the usual one first."""

    pair: "ECKey | RSAKey"
    algorithms: tuple[Algorithm, ...]

    @property
    def thumbprint(self) -> str:
        """The `kid`: SHA-256 of RFC 7638."""
        return self.pair.thumbprint()

    def sign(self, header: dict[str, Any], claims: dict[str, Any]) -> str:
        """Return a signed JWT in compact form."""
        from joserfc import jwt  # noqa: PLC0415 - part of an extra, which loading the key has shown to be there

        return jwt.encode(header, claims, self.pair, algorithms=[header["alg"]])

    def __repr__(self) -> str:
        return f"SigningKey({', '.join(self.algorithms)})"


def load(key: Secret, passphrase: Secret | None) -> SigningKey:
    """Load the key of a PEM text or a JWK in JSON. Never prompts. InvalidConfiguration says what is wrong with it."""
    loaded = _loaded(key, passphrase)
    if isinstance(loaded, NdxpError):
        raise loaded
    return SigningKey(loaded, _FITTING[loaded.key_type])


def _loaded(key: Secret, passphrase: Secret | None) -> "ECKey | RSAKey | NdxpError":
    """Load the key, or return what is wrong; data, because a traceback from the libraries could show the key."""
    try:
        from joserfc import errors, jwk  # noqa: PLC0415 - part of an extra
    except ImportError:
        return MissingExtra("signing with a private key needs joserfc: pip install 'ndxp-sdk[jwt]'")
    if not key.reveal().lstrip().startswith("{"):
        return _of_pem(key, passphrase)
    try:
        found = jwk.import_key(_members(key))
    except (ValueError, TypeError, KeyError, RecursionError, errors.JoseError):
        return InvalidConfiguration("the JWK cannot be read: a private JSON Web Key of type EC or RSA is expected")
    return _fitting(found.private_key if isinstance(found, jwk.ECKey | jwk.RSAKey) else None)


def _members(key: Secret) -> Any:
    import json  # noqa: PLC0415 - only for a JWK

    return json.loads(key.reveal())


def _of_pem(key: Secret, passphrase: Secret | None) -> "ECKey | RSAKey | NdxpError":
    from cryptography.exceptions import UnsupportedAlgorithm  # noqa: PLC0415 - part of an extra
    from cryptography.hazmat.primitives.serialization import load_pem_private_key  # noqa: PLC0415 - the same

    try:
        return _fitting(
            load_pem_private_key(key.reveal().encode(), passphrase.reveal().encode() if passphrase else None)
        )
    except TypeError:
        told = "is not encrypted: leave the passphrase out" if passphrase else "is encrypted: name its passphrase"
        return InvalidConfiguration(f"the private key {told}")
    except (ValueError, UnsupportedAlgorithm):
        told = "or the passphrase is wrong" if passphrase else "is it a certificate or a public key?"
        return InvalidConfiguration(f"the private key cannot be read: PEM of PKCS#8 or a JWK is expected; {told}")


def _fitting(private: object) -> "ECKey | RSAKey | NdxpError":
    from cryptography.hazmat.primitives.asymmetric import ec, rsa  # noqa: PLC0415 - part of an extra
    from joserfc import jwk  # noqa: PLC0415 - the same

    if isinstance(private, ec.EllipticCurvePrivateKey) and isinstance(private.curve, ec.SECP256R1):
        return jwk.ECKey(private, private)
    if isinstance(private, rsa.RSAPrivateKey) and private.key_size >= SMALLEST_RSA:
        return jwk.RSAKey(private, private)
    size = f" of {private.key_size} bits" if isinstance(private, rsa.RSAPrivateKey) else ""
    kind = "no private key" if private is None else f"{type(private).__name__}{size}"
    return InvalidConfiguration(f"the key is {kind}: P-256, or RSA of {SMALLEST_RSA} bits or more, is expected")
