"""The platform has no address of IPv6.

It shows where the platform is called by a name that leads to the loopback.
"""

from dataclasses import replace
from typing import Final

from ndxp_mocks.platform.settings import Settings

RULE: Final = "endpoint.host_answers_over_ipv6"
NEEDS_A_NAME: Final = True
DESCRIPTION_VI: Final = "Nền tảng không có địa chỉ IPv6."


def apply(settings: Settings) -> Settings:
    """Leave the address of IPv4 alone."""
    return replace(settings, addresses=settings.addresses[:1])
