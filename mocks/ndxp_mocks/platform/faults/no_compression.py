"""Large answers come uncompressed to everybody."""

from dataclasses import replace
from typing import Final

from ndxp_mocks.platform.settings import Settings

RULE: Final = "endpoint.compression_is_offered"
DESCRIPTION_VI: Final = "Phản hồi lớn không được nén dù bên gọi yêu cầu."


def apply(settings: Settings) -> Settings:
    """Compress nothing."""
    return replace(settings, compresses=False)
