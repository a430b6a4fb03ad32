"""The algorithms of RFC 9421, 3.3, with keys of the cryptography library (extra `jwt`)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from ndxp_sdk.errors import MissingExtra

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
    from cryptography.hazmat.primitives.hashes import HashAlgorithm

SMALLEST_RSA: Final = 2048


@dataclass(frozen=True, slots=True)
class Algorithm:
    """A signature algorithm: how it signs and checks. `check` raises cryptography's InvalidSignature."""

    name: str
    sign: Callable[[Any, bytes], bytes]
    check: Callable[[Any, bytes, bytes], None]


def require_extra() -> None:
    """Raise MissingExtra if cryptography or http-sf is not installed."""
    for library in ("cryptography", "http_sf"):
        try:
            import_module(library)
        except ImportError as error:
            name = library.replace("_", "-")
            raise MissingExtra(f"signatures of messages need {name}: pip install 'ndxp-sdk[jwt]'") from error


def _hash(bits: int) -> "HashAlgorithm":
    from cryptography.hazmat.primitives import hashes  # noqa: PLC0415 - part of an extra

    known: Mapping[int, Callable[[], HashAlgorithm]] = {256: hashes.SHA256, 384: hashes.SHA384, 512: hashes.SHA512}
    return known[bits]()


def _ecdsa(bits: int) -> "ECDSA":
    from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415 - part of an extra

    return ec.ECDSA(_hash(bits))


def _elliptic(name: str, bits: int) -> Algorithm:
    """Build ECDSA on a curve: r and s one after the other, each as wide as the curve (RFC 9421, 3.3.4)."""
    width = bits // 8

    def sign(key: Any, message: bytes) -> bytes:
        from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature  # noqa: PLC0415 - an extra

        return b"".join(
            number.to_bytes(width, "big") for number in decode_dss_signature(key.sign(message, _ecdsa(bits)))
        )

    def check(key: Any, signature: bytes, message: bytes) -> None:
        from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - part of an extra
        from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature  # noqa: PLC0415 - the same

        if len(signature) != 2 * width:
            raise InvalidSignature
        r, s = (int.from_bytes(part, "big") for part in (signature[:width], signature[width:]))
        key.verify(encode_dss_signature(r, s), message, _ecdsa(bits))

    return Algorithm(name, sign, check)


def _rsa(name: str, bits: int, padding: Callable[[int], Any]) -> Algorithm:
    return Algorithm(
        name,
        lambda key, message: bytes(key.sign(message, padding(bits), _hash(bits))),
        lambda key, signature, message: key.verify(signature, message, padding(bits), _hash(bits)),
    )


def _pss(bits: int) -> Any:
    from cryptography.hazmat.primitives.asymmetric import padding  # noqa: PLC0415 - part of an extra

    return padding.PSS(padding.MGF1(_hash(bits)), bits // 8)


def _pkcs1(bits: int) -> Any:
    from cryptography.hazmat.primitives.asymmetric import padding  # noqa: PLC0415 - part of an extra

    del bits
    return padding.PKCS1v15()


ED25519: Final = Algorithm(
    "ed25519",
    lambda key, message: bytes(key.sign(message)),
    lambda key, signature, message: key.verify(signature, message),
)
P256: Final = _elliptic("ecdsa-p256-sha256", 256)
P384: Final = _elliptic("ecdsa-p384-sha384", 384)
PSS512: Final = _rsa("rsa-pss-sha512", 512, _pss)
PKCS256: Final = _rsa("rsa-v1_5-sha256", 256, _pkcs1)
# Because a JWK may say PS256, which RFC 9421, 3.3.7 lets a key decide and no `alg` parameter name.
PS256: Final = _rsa("PS256", 256, _pss)

_OF_JOSE: Final[Mapping[str, Algorithm]] = {"PS512": PSS512, "PS256": PS256, "RS256": PKCS256}
_OF_KEY: Final[Mapping[tuple[str, str], Algorithm]] = {
    ("EC", "P-256"): P256,
    ("EC", "P-384"): P384,
    ("OKP", "Ed25519"): ED25519,
}


def algorithm_of(key_type: str, curve: str, jose: str | None) -> Algorithm | None:
    """Return the algorithm of a key, by its kind and for RSA by the `alg` of the JWK. None if it is none of these."""
    if key_type == "RSA":
        return PSS512 if jose is None else _OF_JOSE.get(jose)
    return _OF_KEY.get((key_type, curve))
