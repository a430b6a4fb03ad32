"""A certificate with an RSA key that is too short, which no ordinary authority makes."""

from typing import Final, cast

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

_BITS: Final = 1024


def with_short_key(certificate_pem: bytes, authority_key_pem: bytes) -> tuple[bytes, bytes]:
    """Return the same certificate for a key of 1024 bits, signed by the same authority; key and certificate as PEM."""
    given = x509.load_pem_x509_certificate(certificate_pem)
    # because trustme makes authorities of no other kind by default
    signing = cast("ec.EllipticCurvePrivateKey", serialization.load_pem_private_key(authority_key_pem, None))
    key = rsa.generate_private_key(65537, _BITS)
    builder = (
        x509.CertificateBuilder(given.issuer, given.subject, key.public_key(), x509.random_serial_number())
        .not_valid_before(given.not_valid_before_utc)
        .not_valid_after(given.not_valid_after_utc)
    )
    for extension in given.extensions:
        if not isinstance(extension.value, x509.SubjectKeyIdentifier):
            builder = builder.add_extension(extension.value, extension.critical)
    return _written(key), builder.sign(signing, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)


def _written(key: rsa.RSAPrivateKey) -> bytes:
    form, none = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    return key.private_bytes(serialization.Encoding.PEM, form, none)
