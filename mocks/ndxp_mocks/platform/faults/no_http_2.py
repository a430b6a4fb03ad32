"""The listener does not agree on HTTP/2."""

from dataclasses import replace
from typing import Final

from ndxp_mocks.platform.settings import Settings

RULE: Final = "endpoint.http_2_is_offered"
DESCRIPTION_VI: Final = "Cổng không hỗ trợ HTTP/2."


def apply(settings: Settings) -> Settings:
    """Leave HTTP/1.1 alone on offer."""
    return replace(settings, protocols=("http/1.1",))
