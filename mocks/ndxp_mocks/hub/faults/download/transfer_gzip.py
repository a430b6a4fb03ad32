"""A download comes compressed, though the contract says that it never does.

Range and Content-Range then count the compressed bytes, under the same entity tag: who goes on with the plain bytes at
that place spoils the file.
"""

import gzip
from dataclasses import replace

from ndxp_mocks.hub.domain.exchange.downloads import DOWNLOAD, Download
from ndxp_mocks.hub.injection.fault import Fault


def inject(download: Download, _argument: str | None) -> Download:
    """Compress the file, to the same bytes each time."""
    return replace(download, body=gzip.compress(download.body, mtime=0), coding="gzip", is_faulty=True)


FAULT = Fault(DOWNLOAD, inject, vi="Tệp tải xuống bị nén gzip, trái với hợp đồng giao diện.")
