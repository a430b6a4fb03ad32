"""The second address of the platform accepts TLS 1.0 and 1.1, the first one does not.

It shows on machines that have IPv6, where the platform is called by a name that leads to both addresses.
"""

from dataclasses import replace
from typing import Final

from ndxp_mocks.platform.settings import Settings

RULE: Final = "endpoint.all_addresses_answer_alike"
NEEDS_A_NAME: Final = True
DESCRIPTION_VI: Final = "Địa chỉ thứ hai của nền tảng còn chấp nhận TLS 1.0 và 1.1, địa chỉ thứ nhất thì không."


def apply(settings: Settings) -> Settings:
    """Leave the machine behind the second address as it was years ago."""
    return replace(settings, second_address="old")
