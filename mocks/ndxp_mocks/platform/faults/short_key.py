"""The certificate has an RSA key of 1024 bits."""

from dataclasses import replace
from typing import Final

from ndxp_mocks.platform.settings import SAME_SUITES, Settings

RULE: Final = "endpoint.certificate_key_is_strong"
DESCRIPTION_VI: Final = "Chứng thư số dùng khóa RSA chỉ có 1024 bit."


def apply(settings: Settings) -> Settings:
    """Shorten the key, and let the library use it."""
    return replace(settings, key="rsa-1024", ciphers=SAME_SUITES)
