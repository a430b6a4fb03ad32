"""Throw-away keys and certificates of signers and of those who vouch for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
NOW = datetime.now(UTC).replace(microsecond=0)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Signer:
    """Somebody with a key and a certificate; `above` vouches for it, None if it does so itself."""

    key: Key
    certificate: x509.Certificate
    above: "Signer | None" = None

    def chain(self) -> list[x509.Certificate]:
        """Return its certificate and those above it but for the last."""
        above = self.above
        return [self.certificate, *(above.chain() if above is not None and above.above is not None else ())]

    def pem(self) -> bytes:
        """Return its certificates, the own one first."""
        return b"".join(each.public_bytes(serialization.Encoding.PEM) for each in self.chain())

    def key_pem(self, password: str | None = None) -> bytes:
        """Return its key, encrypted if there is a password."""
        form = serialization.PrivateFormat.PKCS8
        return self.key.private_bytes(serialization.Encoding.PEM, form, _encryption(password))

    def public_pem(self) -> bytes:
        """Return its public key."""
        form = serialization.PublicFormat.SubjectPublicKeyInfo
        return self.key.public_key().public_bytes(serialization.Encoding.PEM, form)

    def pkcs12(self, password: str | None = None) -> bytes:
        """Return key and certificates in one file."""
        return pkcs12.serialize_key_and_certificates(
            b"auditor", self.key, self.certificate, self.chain()[1:], _encryption(password)
        )

    def write(self, folder: Path, name: str) -> None:
        """Write key and certificates as PEM."""
        (folder / f"{name}.key.pem").write_bytes(self.key_pem())
        (folder / f"{name}.pem").write_bytes(self.pem())


def authority(name: str, above: Signer | None = None) -> Signer:
    """Make somebody who may vouch for others."""
    usage = _usage(key_cert_sign=True)
    return _made(name, above, (NOW - 900 * DAY, NOW + 900 * DAY), ((x509.BasicConstraints(True, None), True), usage))


def person(
    name: str,
    above: Signer,
    valid: tuple[datetime, datetime] = (NOW - 30 * DAY, NOW + 30 * DAY),
    *,
    key: Key | None = None,
) -> Signer:
    """Make somebody who signs, with a key on P-256 unless another is given."""
    return _made(name, above, valid, ((x509.BasicConstraints(False, None), True), _usage(content_commitment=True)), key)


def stamper(name: str, above: Signer) -> Signer:
    """Make somebody who stamps, and may do nothing else."""
    purpose = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    extensions = ((x509.BasicConstraints(False, None), True), _usage(content_commitment=True), (purpose, True))
    return _made(name, above, (NOW - 900 * DAY, NOW + 900 * DAY), extensions, rsa_key())


def rsa_key(size: int = 2048) -> rsa.RSAPrivateKey:
    """Make an RSA key."""
    return rsa.generate_private_key(65537, size)


def _made(
    name: str,
    above: Signer | None,
    valid: tuple[datetime, datetime],
    extensions: Sequence[tuple[x509.ExtensionType, bool]],
    key: Key | None = None,
) -> Signer:
    key = key or ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    issuer, issuing = (above.certificate.subject, above.key) if above else (subject, key)
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key.public_key())
    builder = builder.serial_number(x509.random_serial_number()).not_valid_before(valid[0]).not_valid_after(valid[1])
    for extension, is_critical in extensions:
        builder = builder.add_extension(extension, is_critical)
    own = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    above_it = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuing.public_key())
    builder = builder.add_extension(own, False).add_extension(above_it, False)
    return Signer(key, builder.sign(issuing, hashes.SHA256()), above)


def _usage(*, key_cert_sign: bool = False, content_commitment: bool = False) -> tuple[x509.ExtensionType, bool]:
    usage = x509.KeyUsage(
        digital_signature=content_commitment,
        content_commitment=content_commitment,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=key_cert_sign,
        crl_sign=key_cert_sign,
        encipher_only=False,
        decipher_only=False,
    )
    return usage, True


def _encryption(password: str | None) -> serialization.KeySerializationEncryption:
    if password is None:
        return serialization.NoEncryption()
    return serialization.BestAvailableEncryption(password.encode())
