"""The names within a dossier's file, and how a member is written so that the same evidence gives the same bytes."""

import zipfile
from pathlib import Path
from typing import Final

MANIFEST: Final = "dossier.json"
FILES: Final = "files/"
SIGNATURES: Final = "signatures/"
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)


def opened(path: Path) -> zipfile.ZipFile:
    """Open a dossier's file to read it.

    Raises:
        OSError: it cannot be read.
        zipfile.BadZipFile: it is no archive; a device is none, and its end would be sought until the memory is full.
    """
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise zipfile.BadZipFile("no file and no folder")
    return zipfile.ZipFile(path)


def member(name: str) -> zipfile.ZipInfo:
    """Return the head of a member, without the time at which it was written."""
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info
