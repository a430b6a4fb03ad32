"""The names within a dossier's file, and how a member is written so that the same evidence gives the same bytes."""

import zipfile
from typing import Final

MANIFEST: Final = "dossier.json"
FILES: Final = "files/"
SIGNATURES: Final = "signatures/"
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)


def member(name: str) -> zipfile.ZipInfo:
    """Return the head of a member, without the time at which it was written."""
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info
