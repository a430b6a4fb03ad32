"""The hub has registered the platform under the code of another agency."""

from dataclasses import replace
from typing import Final

from ndxp_mocks.platform.platform import Platform

RULE: Final = "exchange.hub_member_is_the_owner"
LAYER: Final = "own-gateway"
MOMENT: Final = "before-send"
STEP: Final = "registration"
DESCRIPTION_VI: Final = "Trục đăng ký nền tảng dưới mã của cơ quan khác."
_OTHERS: Final = ("G08", "G09")


def strike(platform: Platform, _argument: str | None) -> Platform:
    """Register it as if another agency owned it; its name stays."""
    owner = platform.entry.owner
    code = next(code for code in _OTHERS if code != owner.code)
    return replace(platform, entry=replace(platform.entry, owner=replace(owner, code=code)))
