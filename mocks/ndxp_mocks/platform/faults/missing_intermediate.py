"""The certificate is sent without the one of the authority that issued it."""

from dataclasses import replace
from typing import Final

from ndxp_mocks.platform.settings import Settings

RULE: Final = "endpoint.certificate_chain_is_complete"
DESCRIPTION_VI: Final = "Máy chủ gửi chứng thư mà không kèm chứng thư của tổ chức cấp trung gian."


def apply(settings: Settings) -> Settings:
    """Send the first certificate alone."""
    return replace(settings, chain="leaf-only")
