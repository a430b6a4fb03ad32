"""Every download with a range is answered by 416, also where the file has the range."""

from dataclasses import replace

from ndxp_mocks.hub.domain.exchange.downloads import DOWNLOAD, Download
from ndxp_mocks.hub.injection.fault import Fault


def inject(download: Download, _argument: str | None) -> Download:
    """Refuse ranges."""
    return replace(download, ranges="refused")


FAULT = Fault(DOWNLOAD, inject, vi="Mọi yêu cầu tải một đoạn đều bị trả lời 416.")
