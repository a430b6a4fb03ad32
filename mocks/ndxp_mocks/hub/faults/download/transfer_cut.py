"""The connection breaks in the middle of a download, after as many bytes as the argument says, or half of them."""

from dataclasses import replace

from ndxp_mocks.hub.domain.exchange.downloads import DOWNLOAD, Download
from ndxp_mocks.hub.injection.fault import Fault


def inject(download: Download, argument: str | None) -> Download:
    """Break off; the answer's head promises everything."""
    return replace(download, cut="half" if argument is None else int(argument))


FAULT = Fault(DOWNLOAD, inject, vi="Kết nối đứt giữa lúc tải tệp; tham số là số byte đã gửi, mặc định một nửa.")
