"""A download comes compressed, though the contract says that it never does.

Range and Content-Range then count the compressed bytes, under the same entity tag: who goes on with the plain bytes at
that place spoils the file.
"""

import gzip
from dataclasses import replace
from typing import Final

from ndxp_mocks.hub.domain.exchange.downloads import Download

LAYER: Final = "own-gateway"
MOMENT: Final = "after-send"
STEP: Final = "download"
DESCRIPTION_VI: Final = "Tệp tải xuống bị nén gzip, trái với hợp đồng giao diện."


def strike(download: Download, _argument: str | None) -> Download:
    """Compressed, the same bytes each time."""
    return replace(download, body=gzip.compress(download.body, mtime=0), coding="gzip", is_faulty=True)
