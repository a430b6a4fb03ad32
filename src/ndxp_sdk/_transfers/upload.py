"""Files to be sent: what is told of them, and which parts of them are still missing."""

import hashlib
import os
import stat
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from ndxp_sdk._text import sanitise
from ndxp_sdk._transfers.file_names import sendable
from ndxp_sdk._transfers.part_file import hashed
from ndxp_sdk._validators import PATH_LIKE, Expected, needed, unknown
from ndxp_sdk.errors import Facts, IntegrityError, NdxpError, UsageError
from ndxp_sdk.models.transfers import FileDeclaration, Transfer, TransferPart, TransferState, UploadOptions


@dataclass(frozen=True, slots=True)
class UploadFile:
    """A file to be sent, from a path or from bytes; `name` is what the recipient sees, by default that of the path.

    >>> UploadFile(b"a;b\\n", name="table.csv", media_type="text/csv")
    UploadFile(table.csv)
    """

    source: "str | os.PathLike[str] | bytes"
    name: str | None = None
    media_type: str | None = None

    def __repr__(self) -> str:
        return f"UploadFile({self.name or ''})"


Sendable: TypeAlias = "UploadFile | str | os.PathLike[str]"


@dataclass(frozen=True, slots=True)
class PreparedUpload:
    """A file as it was when its hash was taken. `stamp` tells whether it still is."""

    declaration: FileDeclaration
    source: Path | bytes
    stamp: tuple[int, int] | None = None

    def part(self, offset: int, size: int) -> bytes:
        """Some of its bytes; UsageError where the file has changed."""
        if isinstance(self.source, bytes):
            return self.source[offset : offset + size]
        with self.source.open("rb") as stream:
            if _stamp(os.fstat(stream.fileno())) != self.stamp:
                text = f"{self.declaration.name} was changed while it was sent: send it again when nobody writes to it"
                raise UsageError(text, Facts(code="file-changed"))
            stream.seek(offset)
            return stream.read(size)


_FILES: Final = Expected(
    "several paths or UploadFile are expected, such as ['households.csv']",
    lambda value: isinstance(value, Iterable) and not isinstance(value, str | bytes | Mapping),
)
MissingPart: TypeAlias = "tuple[tuple[TransferPart, PreparedUpload], ...]"


def prepare_upload(files: Iterable[Sendable]) -> tuple[PreparedUpload, ...]:
    """Compute sizes and hashes of the files; reads each of them once.

    Raises:
        UsageError: no file, a name that receivers could not take, or one name twice.
    """
    found = tuple(
        _prepared(file if isinstance(file, UploadFile) else UploadFile(needed("files: a file", file, PATH_LIKE)))
        for file in needed("files", files, _FILES)
    )
    names = [each.declaration.name.lower() for each in found]
    if not found or len(set(names)) < len(names):
        raise UsageError("two of the files have the same name" if found else "no file was given")
    return found


def check_upload(options: UploadOptions) -> None:
    """Raise UsageError for an option that does not exist, before any file is read."""
    for name in options:
        if name not in UploadOptions.__annotations__:
            raise UsageError(unknown(name, UploadOptions.__annotations__, "upload"))


def check_same(transfer: Transfer, files: tuple[PreparedUpload, ...]) -> None:
    """Raise UsageError if these are not the files that the transfer was announced with."""
    announced = {(file.name, file.size, file.sha256) for file in transfer.files}
    if announced != {(each.declaration.name, each.declaration.size, each.declaration.sha256) for each in files}:
        raise UsageError("these are not the files with which the transfer was announced: names, sizes or hashes differ")


def missing_parts(transfer: Transfer, files: tuple[PreparedUpload, ...]) -> MissingPart:
    """Return the parts that the hub lacks or has with other bytes; reads those that it has, to compare."""
    by_name = {each.declaration.name: each for each in files}
    every = tuple((part, by_name[part.file]) for part in transfer.parts)
    return tuple((part, file) for part, file in every if not _is_there(part, file))


def is_open(transfer: Transfer, masked: Callable[[NdxpError], NdxpError]) -> bool:
    """Return whether parts can still be sent; `masked` takes secrets out of what the hub says if they cannot.

    Raises:
        IntegrityError: the transfer failed.
    """
    if transfer.state is TransferState.FAILED:
        problem = transfer.problem
        told = problem.detail or problem.title if problem else "without a reason"
        code = problem.code if problem else "transfer-failed"
        facts = Facts(origin="platform", code=sanitise(code))
        raise masked(IntegrityError(f"the transfer failed: {sanitise(told)}", facts))
    return transfer.state in {TransferState.CREATED, TransferState.UPLOADING}


def _is_there(part: TransferPart, file: PreparedUpload) -> bool:
    if not part.received or part.sha256 is None:
        return part.received
    return hashlib.sha256(file.part(part.offset, part.size)).hexdigest() == part.sha256


def _prepared(file: UploadFile) -> PreparedUpload:
    if isinstance(file.source, bytes):
        if file.name is None:
            raise UsageError("bytes to be sent have no name: give UploadFile a name")
        digest = hashlib.sha256(file.source).hexdigest()
        return PreparedUpload(_declared(file, file.name, len(file.source), digest), file.source)
    path = Path(file.source)
    try:
        found = path.stat()
        if stat.S_ISFIFO(found.st_mode) or stat.S_ISCHR(found.st_mode) or stat.S_ISSOCK(found.st_mode):
            raise UsageError(f"{sanitise(path.name)} can be read once only, or never ends: give a file on a disk")
        stamp = _stamp(found)
        size, digest = hashed(path)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "this is no name of a file"
        raise UsageError(f"{sanitise(path.name)} cannot be read: {why}") from None
    return PreparedUpload(_declared(file, file.name or path.name, size, digest), path, stamp)


def _declared(file: UploadFile, name: str, size: int, sha256: str) -> FileDeclaration:
    return FileDeclaration(name=sendable(name), media_type=file.media_type, size=size, sha256=sha256)


def _stamp(status: os.stat_result) -> tuple[int, int]:
    return status.st_size, status.st_mtime_ns
