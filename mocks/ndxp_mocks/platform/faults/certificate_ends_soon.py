"""The certificate ends in ten days and was not renewed."""

from dataclasses import replace
from typing import Final

from ndxp_mocks.platform.settings import Settings

RULE: Final = "endpoint.certificate_is_renewed_in_time"
DESCRIPTION_VI: Final = "Chứng thư số còn mười ngày là hết hạn mà chưa được gia hạn."


def apply(settings: Settings) -> Settings:
    """Shorten what is left of the validity."""
    return replace(settings, valid_from=-80, valid_until=10)
