"""A download with a range is answered by the whole file and 200, as RFC 9110 allows any server."""

from dataclasses import replace
from typing import Final

from ndxp_mocks.hub.domain.exchange.downloads import Download

LAYER: Final = "own-gateway"
MOMENT: Final = "after-send"
STEP: Final = "download"
DESCRIPTION_VI: Final = "Tải xuống một đoạn được trả lời bằng cả tệp với mã 200."


def strike(download: Download, _argument: str | None) -> Download:
    """As if no range had been asked for."""
    return replace(download, ranges="ignored")
