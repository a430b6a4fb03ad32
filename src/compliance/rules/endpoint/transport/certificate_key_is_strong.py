"""The certificate of an endpoint has a strong key and a strong signature.

Broken: The certificate has a key or a signature that is too weak

A short key can be computed from what everybody sees, and a signature with an old digest can be forged.

To mend it, order a certificate with an RSA key of 2048 bits or more, or one of the curve P-256 or better, signed with
SHA-256 or better.

Shows the key and the signature of the certificate of the server. Does not show those of its authorities, nor how the
private key is kept.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

from compliance.model.observation import Certificate
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation

LEAST_BITS = {"RSA": 2048, "EC": 256, "Ed25519": 0, "Ed448": 0}
WEAK_DIGESTS = frozenset({"md5", "sha1", "sha224"})


@rule("L20-2023.D42.K1.D", "GP.RFC9325")
def certificate_key_is_strong(certificate: Certificate) -> Iterator[Violation | Unknown]:
    kind, bits, digest = certificate.key, certificate.key_bits or 0, certificate.digest
    if not kind:
        yield Unknown("the key of the certificate was not read", at=certificate)
    elif kind not in LEAST_BITS:
        yield Violation("the key is of the kind {found}, RSA or EC is required", at=certificate, found=kind)
    elif bits < LEAST_BITS[kind]:
        template = "the {kind} key has {found} bits, {least} or more are required"
        yield Violation(template, at=certificate, kind=kind, found=bits, least=LEAST_BITS[kind])
    if digest in WEAK_DIGESTS:
        yield Violation("it is signed with {found}, SHA-256 or better is required", at=certificate, found=digest)


def _seen(key: str, bits: int, digest: str | None = "sha256") -> Certificate:
    begins, ends, look = (datetime(2026, month, 1, tzinfo=UTC) for month in (1, 12, 6))
    return Certificate("a.example", begins, ends, look, key=key, key_bits=bits, digest=digest)


GOOD = [_seen("RSA", 2048), _seen("EC", 256, "sha384"), _seen("Ed25519", 256, None)]
BAD = {
    "the RSA key has 1024 bits, 2048 or more are required": _seen("RSA", 1024),
    "the EC key has 224 bits, 256 or more are required": _seen("EC", 224),
    "the key is of the kind DSA, RSA or EC is required": _seen("DSA", 2048),
    "it is signed with sha1, SHA-256 or better is required": _seen("RSA", 2048, "sha1"),
}
UNKNOWN = [_seen("", 0, None)]
