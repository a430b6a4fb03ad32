"""Every download with a range is answered by 416, also where the file has the range."""

from dataclasses import replace
from typing import Final

from ndxp_mocks.hub.domain.exchange.downloads import Download

LAYER: Final = "own-gateway"
MOMENT: Final = "after-send"
STEP: Final = "download"
DESCRIPTION_VI: Final = "Mọi yêu cầu tải một đoạn đều bị trả lời 416."


def strike(download: Download, _argument: str | None) -> Download:
    """Refuse ranges."""
    return replace(download, ranges="refused")
