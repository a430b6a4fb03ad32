"""The connection breaks in the middle of a download, after as many bytes as the argument says, or half of them."""

from dataclasses import replace
from typing import Final

from ndxp_mocks.hub.domain.exchange.downloads import Download

LAYER: Final = "own-gateway"
MOMENT: Final = "after-send"
STEP: Final = "download"
DESCRIPTION_VI: Final = "Kết nối đứt giữa lúc tải tệp; tham số là số byte đã gửi, mặc định một nửa."


def strike(download: Download, argument: str | None) -> Download:
    """Break off; the answer's head promises everything."""
    return replace(download, cut="half" if argument is None else int(argument))
