"""A throw-away certificate authority with an intermediate one, and TLS contexts with certificates of its making."""

import ssl
import warnings
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final

import trustme

from ndxp_mocks.lazy import lazy_property
from ndxp_mocks.platform.settings import Settings
from ndxp_mocks.serving.short_keys import with_short_key

_ORGANIZATION: Final = "ndxp-mocks (SIMULATED)"
_KEYS: Final = {"ec-256": trustme.KeyType.ECDSA, "rsa-2048": trustme.KeyType.RSA}


@dataclass(frozen=True)
class Authority:
    """One authority, alive as long as this object; its keys are never written to a file.

    The intermediate one issues certificates of servers, the root those of clients.
    """

    authority: trustme.CA = field(default_factory=lambda: trustme.CA(organization_name=_ORGANIZATION))

    @lazy_property
    def intermediate(self) -> trustme.CA:
        """The authority below the root, whose certificate has to be sent along."""
        return trustme.CA(parent_cert=self.authority, organization_name=_ORGANIZATION)

    @property
    def certificate(self) -> str:
        """The certificate to trust, as PEM."""
        return self.authority.cert_pem.bytes().decode("ascii")

    def context(self, settings: Settings) -> ssl.SSLContext:
        """Return a context for one listener, with a certificate of its own."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        if settings.ciphers is not None:
            context.set_ciphers(settings.ciphers)
        with self._certificate(settings).tempfile() as file:
            context.load_cert_chain(file)
        return _with_versions(context, settings)

    def _certificate(self, settings: Settings) -> trustme.Blob:
        """Key and certificates in one file, the certificate of the server first."""
        now = datetime.now(UTC)
        leaf = self.intermediate.issue_cert(
            *settings.names,
            organization_name=_ORGANIZATION,
            not_before=now + timedelta(days=settings.valid_from),
            not_after=now + timedelta(days=settings.valid_until),
            key_type=_KEYS.get(settings.key, trustme.KeyType.ECDSA),
        )
        key, (own, *others) = leaf.private_key_pem.bytes(), [each.bytes() for each in leaf.cert_chain_pems]
        if settings.key == "rsa-1024":
            key, own = with_short_key(own, self.intermediate.private_key_pem.bytes())
        sent = [own] if settings.chain == "leaf-only" else [own, *others]
        return trustme.Blob(b"".join([key, *sent]))


def _with_versions(context: ssl.SSLContext, settings: Settings) -> ssl.SSLContext:
    with warnings.catch_warnings():
        # Because Python calls TLS 1.0 deprecated, and offering it is the purpose of a fault.
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version = settings.tls_minimum
    context.set_alpn_protocols(list(settings.protocols))
    return context
