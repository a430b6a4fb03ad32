"""Certificates of signers: what they say, and whether authorities that are trusted vouch for them at a moment."""

from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Final, TypeAlias

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.types import PublicKeyTypes
from cryptography.hazmat.primitives.hashes import SHA256, SHA384, SHA512
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key
from cryptography.x509 import verification

from compliance.loading.errors import NotUnderstood
from compliance.model.dataclass import dataclass, field
from compliance.model.location import Location
from compliance.model.system_errors import not_read
from compliance.model.text import Message

PublicKey: TypeAlias = rsa.RSAPublicKey | ec.EllipticCurvePublicKey
Hash: TypeAlias = SHA256 | SHA384 | SHA512

MOST_CERTIFICATES: Final = 10
LARGEST_FILE: Final = 4 * 1024 * 1024
_LEAST_BITS: Final = 2048
_HASHES: Final[dict[str, Hash]] = {"secp256r1": SHA256(), "secp384r1": SHA384(), "secp521r1": SHA512()}
"""What content is hashed with before a key on a curve signs it (RFC 7518, 3.4)."""
_LONGEST_NAME: Final = 300
_UNUSABLE: Final = (ValueError, TypeError, x509.InvalidVersion, x509.DuplicateExtension)
"""What reading the parts of a certificate raises that is none."""


@dataclass(frozen=True, slots=True)
class Trust:
    """Whom to trust: authorities by their certificates, signers by the SHA-256 of their public keys."""

    authorities: tuple[x509.Certificate, ...] = ()
    keys: frozenset[str] = field(default_factory=frozenset)

    @property
    def is_asked(self) -> bool:
        return bool(self.authorities or self.keys)


def key_digest(key: PublicKeyTypes) -> str:
    """Return the SHA-256 of a public key (its SubjectPublicKeyInfo) as hexadecimal digits."""
    return sha256(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).hexdigest()


def is_fit(key: object) -> bool:
    """Return whether signatures with a key are made and read here: RSA from 2048 bits, P-256, P-384 and P-521."""
    match key:
        case rsa.RSAPublicKey():
            return key.key_size >= _LEAST_BITS
        case ec.EllipticCurvePublicKey():
            return key.curve.name in _HASHES
    return False


def hash_of(key: PublicKey) -> Hash:
    """Return what content is hashed with before a key signs it."""
    return _HASHES[key.curve.name] if isinstance(key, ec.EllipticCurvePublicKey) else SHA256()


def may_sign(certificate: x509.Certificate) -> bool:
    """Return whether a certificate is for signatures: one that states no usage is (RFC 5280, 4.2.1.3)."""
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return True
    except _UNUSABLE:
        return False
    return usage.digital_signature or usage.content_commitment


def is_valid_at(certificate: x509.Certificate, moment: datetime) -> bool:
    """Return whether a moment lies within the validity of a certificate."""
    return certificate.not_valid_before_utc <= moment <= certificate.not_valid_after_utc


def is_vouched_for(
    leaf: x509.Certificate, others: Sequence[x509.Certificate], authorities: Sequence[x509.Certificate], at: datetime
) -> bool:
    """Return whether a path leads from a certificate to an authority that is trusted (RFC 5280, section 6).

    Whether any of them was revoked is not asked: that would need a network.
    """
    if not authorities:
        return False
    any_use = verification.ExtensionPolicy.permit_all()
    authority_use = any_use.require_present(x509.BasicConstraints, verification.Criticality.AGNOSTIC, None)
    policy = verification.PolicyBuilder().store(verification.Store(list(authorities)))
    policy = policy.time(at.astimezone(UTC).replace(tzinfo=None))
    policy = policy.extension_policies(ca_policy=authority_use, ee_policy=any_use)
    try:
        policy.build_client_verifier().verify(leaf, list(others[:MOST_CERTIFICATES]))
    except (verification.VerificationError, *_UNUSABLE):
        return False
    return True


def name_of(name: x509.Name) -> str:
    """Return a name as RFC 4514 writes it, shortened."""
    return name.rfc4514_string()[:_LONGEST_NAME]


def read_authorities(path: Path) -> tuple[x509.Certificate, ...]:
    """Return the certificates of a PEM file; raises `NotUnderstood` if there are none."""
    try:
        return tuple(x509.load_pem_x509_certificates(read_small(path)))
    except _UNUSABLE:
        message = Message.of("there are no certificates in it: PEM with the authorities to trust is expected")
        raise NotUnderstood(Location(path.as_posix()), message) from None


def read_trusted_key(path: Path) -> str:
    """Return the digest of the public key, or of that of the certificate, in a PEM file; raises `NotUnderstood`."""
    content = read_small(path)
    try:
        if b"-----BEGIN CERTIFICATE-----" in content:
            return key_digest(x509.load_pem_x509_certificate(content).public_key())
        return key_digest(load_pem_public_key(content))
    except _UNUSABLE:
        message = Message.of("there is no public key in it: PEM with a public key or a certificate is expected")
        raise NotUnderstood(Location(path.as_posix()), message) from None


def read_small(path: Path) -> bytes:
    """Return the bytes of a file of keys or certificates; raises `NotUnderstood`."""
    location = Location(path.as_posix())
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        raise NotUnderstood(location, not_read(path.as_posix(), error)) from error
    if len(content) > LARGEST_FILE:
        raise NotUnderstood(location, Message.of("it has more than {limit} bytes", limit=LARGEST_FILE))
    return content
