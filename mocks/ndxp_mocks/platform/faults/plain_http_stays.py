"""Plain HTTP says no to every request and does not lead to https."""

from dataclasses import replace
from typing import Final

from ndxp_mocks.platform.settings import Settings

RULE: Final = "endpoint.plain_http_leads_to_https"
DESCRIPTION_VI: Final = "Cổng HTTP không mã hóa từ chối mọi yêu cầu mà không dẫn sang https."


def apply(settings: Settings) -> Settings:
    """Let the listener without TLS refuse everything."""
    return replace(settings, plain_http="refuses")
