"""Weak cipher suites are refused.

Broken: A weak cipher suite is accepted

What travels under an outdated suite can be read: some suites encipher nothing, EXPORT, RC4, DES and 3DES fall to known
attacks, anonymous suites to whoever stands between, and where the key of the certificate itself is used, everything
that was ever recorded becomes readable once that key is known.

To mend it, leave only suites with ECDHE and AES-GCM or ChaCha20 on offer where TLS ends, usually at the reverse proxy.

Shows that the tested port refuses a caller that has weak suites only. Does not show that every suite that is left is
the best one, and suites in CBC mode are not counted as weak.
"""

from collections.abc import Iterator

from compliance.model.observation import TlsHandshake
from compliance.model.rule import rule
from compliance.model.violation import Violation


def offers_weak_suites(handshake: TlsHandshake) -> bool:
    """Return whether nothing but weak cipher suites was offered."""
    return bool(handshake.weak_suites)


@rule("L20-2023.D42.K1.D", "GP.RFC9325", when=offers_weak_suites)
def weak_ciphers_are_refused(handshake: TlsHandshake) -> Iterator[Violation]:
    if handshake.version is not None:
        template = "agreed on the weak cipher suite {found} with {version}; a refusal is required"
        yield Violation(template, at=handshake, found=handshake.cipher or "-", version=handshake.version)


_KINDS = ("NULL", "EXPORT", "RC4", "DES", "3DES", "anon", "static RSA")


def _seen(version: str | None, cipher: str | None = None, refusal: str | None = None) -> TlsHandshake:
    return TlsHandshake("a.example", version, cipher=cipher, refusal=refusal, weak_suites=_KINDS)


GOOD = [_seen(None, refusal="handshake_failure"), _seen(None, refusal="connection closed")]
BAD = {
    "agreed on the weak cipher suite TLS_RSA_WITH_RC4_128_SHA with TLSv1.0; a refusal is required": _seen(
        "TLSv1.0", "TLS_RSA_WITH_RC4_128_SHA"
    ),
    "agreed on the weak cipher suite TLS_RSA_WITH_AES_128_GCM_SHA256 with TLSv1.2; a refusal is required": _seen(
        "TLSv1.2", "TLS_RSA_WITH_AES_128_GCM_SHA256", refusal="connection closed"
    ),
}
IRRELEVANT = [TlsHandshake("a.example", "TLSv1.2", cipher="ECDHE-RSA-AES128-GCM-SHA256")]
