"""A download bears a weak entity tag, by which no range may be asked for again."""

from dataclasses import replace
from typing import Final

from ndxp_mocks.hub.domain.exchange.downloads import Download

LAYER: Final = "own-gateway"
MOMENT: Final = "after-send"
STEP: Final = "download"
DESCRIPTION_VI: Final = "Tệp tải xuống mang thẻ ETag yếu, không dùng được để tải tiếp."


def strike(download: Download, _argument: str | None) -> Download:
    """The same tag with `W/` before it; If-Range with it does not count."""
    return replace(download, tag=f"W/{download.tag}", is_faulty=True)
