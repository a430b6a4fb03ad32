"""What is offered in a TLS handshake. Nothing is verified: one fault must not blind the other rules."""

import ssl
import warnings
from functools import cache
from pathlib import Path
from typing import Final

from compliance.model.dataclass import dataclass, field

# ssl.OP_LEGACY_SERVER_CONNECT, named only since Python 3.12: without it a server that lacks RFC 5746 is not seen
_LEGACY_SERVER_CONNECT: Final = 0x4


@dataclass(frozen=True, slots=True)
class TlsOffer:
    """TLS versions by their names in RFC 8446, and the context that offers just these."""

    versions: tuple[str, ...]
    context: ssl.SSLContext = field(repr=False)


@dataclass(frozen=True, slots=True)
class ModernOffer:
    """The versions that RFC 9325 allows, and HTTP/2 before HTTP/1.1 (RFC 7301, RFC 9113)."""

    versions: tuple[str, ...] = ("TLSv1.2", "TLSv1.3")
    protocols: tuple[str, ...] = ("h2", "http/1.1")

    def context(self) -> ssl.SSLContext:
        """Return a context for one handshake, so that it can be watched."""
        context = _trusting()
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        context.set_alpn_protocols(list(self.protocols))
        return context


@cache
def all_versions() -> TlsOffer:
    """Return all versions, so that an old server can still be reached over HTTPS."""
    context = _trusting()
    with warnings.catch_warnings():
        # Python warns of old versions as such; a server that has only these is looked at like any other
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version = ssl.TLSVersion.TLSv1
    return TlsOffer(("TLSv1.0", "TLSv1.1", "TLSv1.2", "TLSv1.3"), context)


@cache
def verified(ca_file: Path | None) -> TlsOffer:
    """Return modern versions, with the other side verified by the given roots or the system's; raises `OSError`."""
    return verified_anew(ca_file)


def verified_anew(ca_file: Path | None) -> TlsOffer:
    """Return the same in a context of its own, to which a certificate of ours can be added; raises `OSError`."""
    context = ssl.create_default_context(cafile=ca_file)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return TlsOffer(("TLSv1.2", "TLSv1.3"), context)


def _trusting() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    context.options |= _LEGACY_SERVER_CONNECT
    return context
