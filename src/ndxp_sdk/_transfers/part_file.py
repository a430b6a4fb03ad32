"""A file on its way to the disk: `name.part` holds its bytes, `name.part.json` says of what; whole it gets its name."""

import contextlib
import hashlib
import json
import os
import sys
from io import BufferedRandom
from pathlib import Path
from typing import Any, BinaryIO, Final

from ndxp_sdk._concurrency.fork import begins_anew
from ndxp_sdk._files.append import sync_folder
from ndxp_sdk._files.lock import try_lock
from ndxp_sdk._transfers.range_requests import ExpectedFile, ResumeState
from ndxp_sdk.errors import Facts, UsageError

STEP: Final = 1024 * 1024
_FLAGS: Final = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)


class PartFile:
    """Bytes that were received so far. `source` names where they come from, so that no other file is continued.

    One holder at a time: opening it a second time raises UsageError with the code `in-progress`.
    """

    __slots__ = ("__weakref__", "_file", "_hash", "_is_named", "_part", "_sidecar", "_size", "_source", "kept", "path")

    def __init__(self, path: Path, source: str) -> None:
        self.path = path
        self._part = part_of(path)
        self._sidecar = sidecar_of(path)
        self._source = hashlib.sha256(source.encode()).hexdigest()
        self._file = _opened(self._part)
        self._hash = hashlib.sha256()
        self._size = 0
        self._is_named = False
        self.kept = self._recalled()
        self._rewind()
        begins_anew(self)

    def begin_anew(self) -> None:
        """Leave the file to the parent: its copy neither keeps the lock nor writes what the parent still has to."""
        if self._file.closed:
            return
        self._is_named = True
        nowhere = os.open(os.devnull, os.O_RDWR)
        os.dup2(nowhere, self._file.fileno(), inheritable=False)
        os.close(nowhere)

    def begin(self, kept: ResumeState) -> None:
        """Forget what was received; what comes now is of this representation."""
        self._file.truncate(0)
        self._rewind(0)
        _sync(self._file)  # because bytes of another file must never stand under this note, even after a power cut
        told = {"source": self._source, "etag": kept.etag, "total": kept.total, "sha256": kept.sha256}
        new = self._sidecar.with_suffix(".new")
        with new.open("w+b") as stream:
            stream.write(json.dumps(told).encode())
            _sync(stream)
        new.replace(self._sidecar)
        sync_folder(self._sidecar.parent)

    def append(self, pieces: list[bytes]) -> int:
        """Take more bytes; gives how many there are now."""
        for piece in pieces:
            self._file.write(piece)
            self._hash.update(piece)
            self._size += len(piece)
        return self._size

    def digest(self) -> str:
        """Return the SHA-256 of all bytes so far, in hexadecimal."""
        return self._hash.hexdigest()

    def finish(self) -> None:
        """Give the file its name; from now on it is there whole, even after a power cut."""
        _sync(self._file)
        self._is_named = True
        if sys.platform == "win32":
            self._file.close()  # because an open file cannot be renamed there; elsewhere the lock guards it until then
        self._part.replace(self.path)
        self._sidecar.unlink(missing_ok=True)
        sync_folder(self.path.parent)

    def close(self) -> None:
        """Let others go on with what was received; where that is nothing, leave nothing behind."""
        if not self._is_named and self._size == 0 and sys.platform != "win32":
            self._part.unlink(missing_ok=True)
            self._sidecar.unlink(missing_ok=True)
        with contextlib.suppress(OSError):  # because a full disk has been told of already
            self._file.close()

    def _recalled(self) -> ResumeState:
        """Read what the sidecar tells of the bytes; nothing is kept if it does not fit."""
        told = _read(self._sidecar)
        etag, total, sha256 = told.get("etag"), told.get("total"), told.get("sha256")
        is_ours = told.get("source") == self._source and isinstance(etag, str)
        if not is_ours or not isinstance(total, int | None) or not isinstance(sha256, str | None):
            return ResumeState()
        return ResumeState(os.fstat(self._file.fileno()).st_size, etag, total, sha256)

    def _rewind(self, size: int | None = None) -> None:
        """Go to the end of the kept bytes and hash them."""
        self._size = self.kept.size if size is None else size
        self._hash = hashlib.sha256()
        self._file.seek(0)
        left = self._size
        while left and (piece := self._file.read(min(STEP, left))):
            self._hash.update(piece)
            left -= len(piece)


def part_of(path: Path) -> Path:
    """Return the path of the bytes of an unfinished file."""
    return path.with_name(f"{path.name}.part")


def sidecar_of(path: Path) -> Path:
    """Return the path of the note that says of what the bytes are."""
    return path.with_name(f"{path.name}.part.json")


def is_there(path: Path, wanted: ExpectedFile) -> bool:
    """Return whether the file is there already, as wanted. UsageError if another one is there, or it cannot be told."""
    if not path.exists():
        return False
    if path.is_file() and wanted.sha256 is not None and _hashed(path) == wanted.sha256:
        return True
    text = f"{path.name} is there already and differs, or cannot be compared: remove it, or allow it to be replaced"
    raise UsageError(text, Facts(code="file-exists"))


def hashed(path: Path) -> tuple[int, str]:
    """Return size in bytes and SHA-256 of a file."""
    return path.stat().st_size, _hashed(path)


def _hashed(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _opened(path: Path) -> BufferedRandom:
    """Open and lock the file; open it anew if it was renamed between opening and locking."""
    while True:
        file = os.fdopen(os.open(path, _FLAGS, 0o666), "r+b")
        if not try_lock(file.fileno()):
            file.close()
            text = f"{path.name} is being written by another download: wait for it, or choose another name"
            raise UsageError(text, Facts(code="in-progress"))
        if path.exists() and os.path.samestat(os.fstat(file.fileno()), path.stat()):
            return file
        file.close()


def _sync(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())


def _read(path: Path) -> dict[str, Any]:
    try:
        told = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}
