"""The file is another one than before: other bytes of the same number, under another entity tag.

With the argument `same-tag` the tag stays what it was, and only the hash of the manifest tells.
"""

import hashlib
from dataclasses import replace
from typing import Final

from ndxp_mocks.hub.domain.exchange.downloads import DOWNLOAD, Download
from ndxp_mocks.hub.http.digests import content_digest
from ndxp_mocks.hub.injection.fault import Fault

_SAME_TAG: Final = "same-tag"


def inject(download: Download, argument: str | None) -> Download:
    """Each bit turned over."""
    body = bytes(byte ^ 0xFF for byte in download.body)
    tag = download.tag if argument == _SAME_TAG else f'"{hashlib.sha256(body).hexdigest()}"'
    return replace(download, body=body, tag=tag, repr_digest=content_digest(body), is_faulty=True)


FAULT = Fault(DOWNLOAD, inject, vi="Tệp đã thay đổi so với lần tải trước: nội dung khác, cùng độ dài.")
