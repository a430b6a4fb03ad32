"""A caller who has a good copy gets the whole body again."""

from dataclasses import replace
from typing import Final

from ndxp_mocks.platform.settings import Settings

RULE: Final = "endpoint.conditional_request_saves_the_body"
DESCRIPTION_VI: Final = "Bên gọi đã có bản sao còn đúng vẫn nhận lại toàn bộ nội dung."


def apply(settings: Settings) -> Settings:
    """Heed no validator."""
    return replace(settings, heeds_validators=False)
