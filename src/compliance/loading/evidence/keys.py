"""Keys to sign with, as agencies have them: PEM, PKCS#12 or on a token, with the certificates that belong to them.

No error shows anything of a key or a password, and none keeps the one of the library, whose traceback might.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Final, TypeAlias

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12

from compliance.loading.errors import NotUnderstood
from compliance.loading.evidence.certificates import (
    MOST_CERTIFICATES,
    PublicKey,
    hash_of,
    is_fit,
    key_digest,
    may_sign,
    read_small,
)
from compliance.loading.evidence.token_uri import SCHEME, read_token_address, refusal
from compliance.model.dataclass import dataclass, field
from compliance.model.location import Location
from compliance.model.text import Message

PrivateKey: TypeAlias = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey

_TOKEN: Final = Path("--key")
_PEM: Final = b"-----BEGIN "
_PEM_CERTIFICATE: Final = b"-----BEGIN CERTIFICATE-----"
_PEM_ENCRYPTED: Final = (b"-----BEGIN ENCRYPTED PRIVATE KEY-----", b"Proc-Type: 4,ENCRYPTED")
_UNUSABLE: Final = (ValueError, TypeError)


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A key to sign with, and its certificates, its own first; without any, only the key itself can be trusted.

    `sign` takes what is signed and returns the signature as JSON Web Signatures have it (RFC 7518, section 3): with RSA
    by PKCS #1 v1.5 over SHA-256, with a curve both numbers at their full length.
    """

    public: PublicKey
    sign: Callable[[bytes], bytes] = field(repr=False)
    chain: tuple[x509.Certificate, ...] = ()


def read_signing_key(place: str, certificate: Path | None = None, password: bytes | None = None) -> SigningKey:
    """Return the key in a file, or on a token, with its certificates, those of a file of their own if one is named.

    Raises `NotUnderstood`: no key, a wrong password, a key that is not used here, a certificate of another key.
    """
    if place.startswith(SCHEME):
        return _on_token(place, certificate, password)
    path = Path(place)
    content = read_small(path)
    key, found = _pem(path, content, password) if _PEM in content else _pkcs12(path, content, password)
    if not (isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) and is_fit(key.public_key())):
        raise _unfit(path)
    if certificate is not None:
        path, found = certificate, _certificates(certificate, read_small(certificate))
    public = key.public_key()
    return SigningKey(public, partial(_signed, key), _ordered(path, public, found))


def _signed(key: PrivateKey, data: bytes) -> bytes:
    if isinstance(key, rsa.RSAPrivateKey):
        return key.sign(data, PKCS1v15(), hash_of(key.public_key()))
    numbers = decode_dss_signature(key.sign(data, ec.ECDSA(hash_of(key.public_key()))))
    return b"".join(number.to_bytes((key.key_size + 7) // 8, "big") for number in numbers)


def _on_token(place: str, certificate: Path | None, pin: bytes | None) -> SigningKey:
    from compliance.loading.evidence.token_keys import TokenKey  # noqa: PLC0415 - because it needs a library of its own

    key = TokenKey(read_token_address(place), pin.decode() if pin is not None else None)
    own, found = key.public()
    if certificate is not None:
        found = tuple(_certificates(certificate, read_small(certificate)))
    public = own if own is not None or certificate is None else found[0].public_key()
    if public is None:
        raise refusal("the token has neither certificate nor public key of the key: name its certificate")
    if not (isinstance(public, rsa.RSAPublicKey | ec.EllipticCurvePublicKey) and is_fit(public)):
        raise _unfit(_TOKEN)
    return SigningKey(public, partial(key.sign, public), _ordered(certificate or _TOKEN, public, found))


def _pem(path: Path, content: bytes, password: bytes | None) -> tuple[object, Sequence[x509.Certificate]]:
    is_encrypted = any(mark in content for mark in _PEM_ENCRYPTED)
    if is_encrypted and password is None:
        raise _refusal("the key in it is encrypted: say where its password is, with --key-password", path)
    try:
        key = load_pem_private_key(content, password if is_encrypted else None)
    except _UNUSABLE:
        key = None
    if key is None and is_encrypted:
        raise _refusal("the key in it could not be decrypted: look at the password", path)
    if key is None:
        raise _refusal("there is no private key in it: PEM or PKCS#12 is expected", path)
    return key, _certificates(path, content) if _PEM_CERTIFICATE in content else ()


def _pkcs12(path: Path, content: bytes, password: bytes | None) -> tuple[object, Sequence[x509.Certificate]]:
    try:
        bundle = load_pkcs12(content, password)
    except _UNUSABLE:
        bundle = None
    if bundle is None and password is None:
        raise _refusal(
            "this is neither PEM nor PKCS#12 without a password: say where that is, with --key-password", path
        )
    if bundle is None:
        raise _refusal("this is neither PEM nor PKCS#12 that opens with the password: look at both", path)
    own = (bundle.cert.certificate,) if bundle.cert is not None else ()
    return bundle.key, (*own, *(further.certificate for further in bundle.additional_certs))


def _certificates(path: Path, content: bytes) -> Sequence[x509.Certificate]:
    try:
        if _PEM_CERTIFICATE in content:
            return x509.load_pem_x509_certificates(content)
        return (x509.load_der_x509_certificate(content),)
    except _UNUSABLE:
        pass
    raise _refusal("there is no certificate in it: PEM or DER is expected", path)


def _ordered(path: Path, key: PublicKey, found: Sequence[x509.Certificate]) -> tuple[x509.Certificate, ...]:
    """Return the certificates with that of the key first, as x5c has them (RFC 7515, 4.1.6)."""
    if not found:
        return ()
    own = next((each for each in found if _is_of(key, each)), None)
    if own is None:
        raise _refusal("the certificate in it is of another key", path)
    if not may_sign(own):
        raise _refusal("the certificate in it is not for signatures: its key usage does not say so", path)
    return (own, *(each for each in found if each != own))[:MOST_CERTIFICATES]


def _is_of(key: PublicKey, certificate: x509.Certificate) -> bool:
    try:
        return key_digest(certificate.public_key()) == key_digest(key)
    except _UNUSABLE:
        return False


def _unfit(path: Path) -> NotUnderstood:
    return _refusal(
        "this is no key that is signed with here: RSA of at least 2048 bits, P-256, P-384 or P-521 is expected", path
    )


def _refusal(template: str, path: Path) -> NotUnderstood:
    return NotUnderstood(Location(path.as_posix()), Message.of(template))
