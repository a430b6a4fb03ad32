"""A download bears a weak entity tag, by which no range may be asked for again."""

from dataclasses import replace

from ndxp_mocks.hub.domain.exchange.downloads import DOWNLOAD, Download
from ndxp_mocks.hub.injection.fault import Fault


def inject(download: Download, _argument: str | None) -> Download:
    """Return the same tag with `W/` before it; If-Range with it does not count."""
    return replace(download, tag=f"W/{download.tag}", is_faulty=True)


FAULT = Fault(DOWNLOAD, inject, vi="Tệp tải xuống mang thẻ ETag yếu, không dùng được để tải tiếp.")
