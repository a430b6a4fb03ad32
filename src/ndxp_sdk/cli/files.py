"""Files that the command line names: read before anything is sent, opened before anything is asked."""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from errno import EBADF, EISDIR, ELOOP
from pathlib import Path
from typing import Final

from ndxp_sdk.cli.failures import Failure

_MOST_BYTES: Final = 256 * 1024 * 1024


def content_of(argument: str) -> bytes:
    """Return the text itself, or with `@` in front the content of a file; `@-` is standard input."""
    if not argument.startswith("@"):
        return argument.encode("utf-8", "surrogateescape")
    named = argument[1:]
    if "://" in named:
        raise Failure("{found} is an address, a file of this machine is expected", found=named[:80])
    try:
        content = _standard_input() if named == "-" else _file(Path(named))
    except (OSError, ValueError) as error:
        raise Failure("{file} cannot be read: {problem}", file=named, problem=_problem(error)) from None
    if len(content) > _MOST_BYTES:
        raise Failure(
            "{file} has more than {count} bytes, which are not sent as one body", file=named, count=_MOST_BYTES
        )
    return content


def _standard_input() -> bytes:
    if sys.stdin is None:  # because a program may be started without one
        raise OSError(EBADF, os.strerror(EBADF))
    return sys.stdin.buffer.read(_MOST_BYTES + 1)


def _file(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(_MOST_BYTES + 1)


def _problem(error: Exception) -> str:
    if isinstance(error, RuntimeError):  # as Python 3.12 and older say it of links that lead to themselves
        return os.strerror(ELOOP)
    return getattr(error, "strerror", None) or type(error).__name__


def make_folder(folder: Path) -> None:
    """Make a folder for files, with those above it; Failure if there can be none."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(folder, error) from None


@contextmanager
def output_to(file: Path | None) -> Iterator[Callable[[bytes], None] | None]:
    """Give a function that writes the whole content of a file at once. None for standard output.

    Failure, before anything is asked, where it could not be written. A file that is there stays until then.
    """
    if file is None or str(file) == "-":
        yield None
    elif file.exists() and not file.is_file():
        yield _into(file)
    else:
        with _beside(file) as write:
            yield write


@contextmanager
def _beside(named: Path) -> Iterator[Callable[[bytes], None]]:
    try:
        file = named.resolve()  # because a link is followed, never replaced
        descriptor, name = tempfile.mkstemp(prefix=f".{file.name}-", dir=file.parent)
    except (OSError, RuntimeError) as error:
        raise _unwritable(named, error) from None
    os.close(descriptor)
    beside = Path(name)

    def write(content: bytes) -> None:
        beside.write_bytes(content)
        beside.chmod(file.stat().st_mode if file.exists() else 0o666 & ~_mask())
        beside.replace(file)

    try:
        yield write
    finally:
        beside.unlink(missing_ok=True)


def _into(file: Path) -> Callable[[bytes], None]:
    """Return a function that writes to a pipe or a device, which is never replaced."""
    if file.is_dir():
        raise Failure("{file} cannot be written: {problem}", file=str(file), problem=os.strerror(EISDIR))

    def write(content: bytes) -> None:
        file.write_bytes(content)

    return write


def _unwritable(file: Path, error: OSError | RuntimeError) -> Failure:
    return Failure("{file} cannot be written: {problem}", file=str(file), problem=_problem(error))


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
