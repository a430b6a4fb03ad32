"""What the operating system says when a file cannot be read or written, as sentences of ours: its words are English."""

import errno
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from compliance.model.text import Message

_READING: Final[Mapping[int, Message]] = {
    errno.ENOENT: Message.of("there is no such file: {file}"),
    errno.ENOTDIR: Message.of("there is no such file: {file}"),
    errno.EACCES: Message.of("{file} may not be read: this user has no permission"),
    errno.EPERM: Message.of("{file} may not be read: this user has no permission"),
    errno.EISDIR: Message.of("{file} is a folder, a file is expected"),
    errno.ENAMETOOLONG: Message.of("the name of {file} is longer than the system allows"),
    errno.ELOOP: Message.of("{file} is a link that leads back to itself"),
    errno.EMFILE: Message.of("{file} could not be read: too many files are open"),
    errno.EFBIG: Message.of("{file} is larger than such a file may be"),
    errno.EIO: Message.of("{file} could not be read: the disk reports a fault"),
}
_WRITING: Final[Mapping[int, Message]] = {
    errno.ENOENT: Message.of("{file} could not be written: its folder is not there"),
    errno.ENOTDIR: Message.of("{file} could not be written: what should be its folder is a file"),
    errno.EEXIST: Message.of("{file} could not be written: what should be its folder is a file"),
    errno.EACCES: Message.of("{file} could not be written: this user has no permission"),
    errno.EPERM: Message.of("{file} could not be written: this user has no permission"),
    errno.EROFS: Message.of("{file} could not be written: nothing can be written to that disk"),
    errno.EISDIR: Message.of("{file} could not be written: it is a folder"),
    errno.ENAMETOOLONG: Message.of("{file} could not be written: its name is longer than the system allows"),
    errno.ELOOP: Message.of("{file} could not be written: it is a link that leads back to itself"),
    errno.ENOSPC: Message.of("{file} could not be written: the disk is full"),
    errno.EDQUOT: Message.of("{file} could not be written: this user may not use more of the disk"),
    errno.EFBIG: Message.of("{file} could not be written: it would be larger than the system allows"),
    errno.EIO: Message.of("{file} could not be written: the disk reports a fault"),
    errno.EBADF: Message.of("{file} could not be written: it is closed"),
}


def not_read(file: str, error: OSError | ValueError) -> Message:
    """Say why a file could not be read. A `ValueError` means that the name itself is impossible."""
    if isinstance(error, ValueError):
        return Message.of("{file} is no name of a file", file=_shown(file))
    return _sentence(_READING, Message.of("{file} could not be read (system error {code})"), file, error)


def not_there(file: str, path: Path) -> Message:
    """Say why no file to be read is at a path."""
    try:
        path.stat()
    except (OSError, ValueError) as error:
        return not_read(file, error)
    return Message.of("there is no such file: {file}", file=_shown(file))


def not_written(file: str, error: OSError) -> Message:
    """Say why a file could not be written."""
    return _sentence(_WRITING, Message.of("{file} could not be written (system error {code})"), file, error)


def code_of(error: OSError) -> str:
    """Return the name that programs have for an error."""
    return errno.errorcode.get(error.errno or 0) or str(error.errno or type(error).__name__)


def _sentence(table: Mapping[int, Message], fallback: Message, file: str, error: OSError) -> Message:
    known = table.get(error.errno or 0)
    if known is not None:
        return Message.of(known.template, file=_shown(file))
    return Message.of(fallback.template, file=_shown(file), code=code_of(error))


def _shown(file: str) -> str:
    return file.replace("\0", "\\0")[:200]
