"""The hub has registered the platform under the code of another agency."""

from dataclasses import replace
from typing import Final

from ndxp_mocks.hub.domain.catalog.parties import REGISTRATION
from ndxp_mocks.hub.injection.fault import Fault
from ndxp_mocks.platform.platform import Platform

_OTHERS: Final = ("G08", "G09")


def inject(platform: Platform, _argument: str | None) -> Platform:
    """Register it as if another agency owned it; its name stays."""
    owner = platform.entry.owner
    code = next(code for code in _OTHERS if code != owner.code)
    return replace(platform, entry=replace(platform.entry, owner=replace(owner, code=code)))


FAULT = Fault(
    REGISTRATION, inject, vi="Trục đăng ký nền tảng dưới mã của cơ quan khác.", rule="exchange.hub_member_is_the_owner"
)
