"""The listener also accepts TLS 1.0 and 1.1.

Modern TLS stays on offer. OpenSSL 3 has the digests of the old versions at security level 0 only.
"""

from typing import Final

from ndxp_mocks.platform.settings import Settings, with_old_tls

RULE: Final = "endpoint.old_tls_is_refused"
DESCRIPTION_VI: Final = "Cổng vẫn chấp nhận TLS 1.0 và 1.1."


def apply(settings: Settings) -> Settings:
    """Lower the floor to TLS 1.0."""
    return with_old_tls(settings)
