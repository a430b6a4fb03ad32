"""Key material that a client registers: a JWK, or a certificate whose key counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding

from ndxp_mocks.hub.domain.base64url import base64url
from ndxp_mocks.hub.domain.identity.token_binding import certificate_thumbprint, key_thumbprint

_ALGORITHMS: Final = {"EC": ("ES256",), "RSA": ("RS256", "PS256")}
_COORDINATE: Final = 32


@dataclass(frozen=True, slots=True)
class KeyMaterial:
    """A public key with its `kid`, and `x5t#S256` where it came in a certificate."""

    jwk: dict[str, Any]
    certificate_thumbprint: str | None = None


def of_jwk(jwk: Mapping[str, Any]) -> KeyMaterial:
    """Read a JWK.

    Raises ValueError for a key that the hub does not take, a wrong `kid`, or an `alg` that does not fit.
    """
    kid = key_thumbprint(jwk)
    if jwk.get("kid", kid) != kid:
        raise ValueError(f"kid is not the thumbprint of the key; {kid} is expected, or nothing")
    fitting = _ALGORITHMS[jwk["kty"]]
    if jwk.get("alg", fitting[0]) not in fitting:
        raise ValueError(f"alg does not fit the key; {' or '.join(fitting)} is expected, or nothing")
    return KeyMaterial({**jwk, "kid": kid, "use": "sig"})


def of_certificate(text: str) -> KeyMaterial:
    """Return the key of a certificate in PEM.

    Raises ValueError if it cannot be read or has a key that the hub does not take.
    """
    certificate = x509.load_pem_x509_certificate(text.encode())
    der = certificate.public_bytes(Encoding.DER)
    jwk = {**_jwk(certificate.public_key()), "x5t#S256": certificate_thumbprint(der)}
    return KeyMaterial(of_jwk(jwk).jwk, certificate_thumbprint(der))


def _jwk(public: object) -> dict[str, Any]:
    match public:
        case ec.EllipticCurvePublicKey(curve=ec.SECP256R1()):
            numbers = public.public_numbers()
            return {"kty": "EC", "crv": "P-256", "x": _octets(numbers.x), "y": _octets(numbers.y)}
        case rsa.RSAPublicKey():
            numbers_of_rsa = public.public_numbers()
            return {"kty": "RSA", "n": _shortest(numbers_of_rsa.n), "e": _shortest(numbers_of_rsa.e)}
    raise ValueError("the key of the certificate is neither on P-256 nor RSA")


def _octets(number: int) -> str:
    return base64url(number.to_bytes(_COORDINATE, "big"))


def _shortest(number: int) -> str:
    return base64url(number.to_bytes((number.bit_length() + 7) // 8, "big"))
