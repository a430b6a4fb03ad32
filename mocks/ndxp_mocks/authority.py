"""A throw-away certificate authority, and TLS contexts with certificates of its making."""

import ssl
import warnings
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final

import trustme

from ndxp_mocks.settings import Settings

NAMES: Final = ("localhost", "127.0.0.1", "::1")
_ORGANIZATION: Final = "ndxp-mocks (SIMULATED)"


def _made_up_authority() -> trustme.CA:
    return trustme.CA(organization_name=_ORGANIZATION)


@dataclass(frozen=True, slots=True)
class Authority:
    """One authority, alive as long as this object; its key is never written to a file."""

    authority: trustme.CA = field(default_factory=_made_up_authority)

    @property
    def certificate(self) -> str:
        """The certificate to trust, as PEM."""
        return self.authority.cert_pem.bytes().decode("ascii")

    def context(self, settings: Settings) -> ssl.SSLContext:
        """A context for one listener, with a certificate of its own."""
        now = datetime.now(UTC)
        leaf = self.authority.issue_cert(
            *NAMES,
            organization_name=_ORGANIZATION,
            not_before=now + timedelta(days=settings.valid_from),
            not_after=now + timedelta(days=settings.valid_until),
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        leaf.configure_cert(context)
        return _with_versions(context, settings)


def _with_versions(context: ssl.SSLContext, settings: Settings) -> ssl.SSLContext:
    if settings.ciphers is not None:
        context.set_ciphers(settings.ciphers)
    with warnings.catch_warnings():
        # Because Python calls TLS 1.0 deprecated, and offering it is the purpose of a fault.
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version = settings.tls_minimum
    context.set_alpn_protocols(["http/1.1"])
    return context
