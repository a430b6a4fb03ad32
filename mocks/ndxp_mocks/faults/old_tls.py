"""The listener also accepts TLS 1.0 and 1.1.

Modern TLS stays on offer. OpenSSL 3 has the digests of the old versions at security level 0 only.
"""

import ssl
from dataclasses import replace
from typing import Final

from ndxp_mocks.settings import Settings

RULE: Final = "endpoint.old_tls_is_refused"
DESCRIPTION_VI: Final = "Cổng vẫn chấp nhận TLS 1.0 và 1.1."

# Because a weak suite would be another fault; only the security level goes down, which TLS 1.0 needs.
_SAME_SUITES: Final = "ECDHE+AESGCM:ECDHE+CHACHA20:ECDHE+AES:@SECLEVEL=0"


def apply(settings: Settings) -> Settings:
    """Lower the floor to TLS 1.0."""
    return replace(settings, tls_minimum=ssl.TLSVersion.TLSv1, ciphers=_SAME_SUITES)
