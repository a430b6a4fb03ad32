"""The certificate is for another host.

Its dates, its key and its issuer are flawless.
"""

from dataclasses import replace
from typing import Final

from ndxp_mocks.platform.settings import Settings

RULE: Final = "endpoint.certificate_names_the_host"
DESCRIPTION_VI: Final = "Chứng thư số cấp cho máy chủ khác."


def apply(settings: Settings) -> Settings:
    """Put another name in."""
    return replace(settings, names=("another-platform.example.org",))
