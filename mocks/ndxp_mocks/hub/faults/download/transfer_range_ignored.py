"""A download with a range is answered by the whole file and 200, as RFC 9110 allows any server."""

from dataclasses import replace

from ndxp_mocks.hub.domain.exchange.downloads import DOWNLOAD, Download
from ndxp_mocks.hub.injection.fault import Fault


def inject(download: Download, _argument: str | None) -> Download:
    """Answer as if no range had been asked for."""
    return replace(download, ranges="ignored")


FAULT = Fault(DOWNLOAD, inject, vi="Tải xuống một đoạn được trả lời bằng cả tệp với mã 200.")
