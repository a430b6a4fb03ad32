"""The certificate ended yesterday.

Its names, its key and its issuer are flawless.
"""

from dataclasses import replace
from typing import Final

from ndxp_mocks.platform.settings import Settings

RULE: Final = "endpoint.certificate_is_in_date"
DESCRIPTION_VI: Final = "Chứng thư số đã hết hạn từ hôm qua."


def apply(settings: Settings) -> Settings:
    """Move the validity into the past."""
    return replace(settings, valid_from=-91, valid_until=-1)
