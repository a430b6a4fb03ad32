"""Where bytes come from: files below a root, files kept in a dossier, or addresses that were explicitly allowed."""

import errno
from collections.abc import Mapping
from os import PathLike
from os.path import realpath
from pathlib import Path
from types import MappingProxyType
from typing import Final, Protocol
from unicodedata import normalize

from compliance.loading.errors import NotUnderstood, Refused
from compliance.loading.limits import DEFAULT_LIMITS, Limits
from compliance.model.location import Location
from compliance.model.remedy import Remedy
from compliance.model.text import Message

_NO_TEXTS: Final[Mapping[Path, bytes]] = MappingProxyType({})


class Reader(Protocol):
    """Gives the bytes behind an address, or raises `LoadError`."""

    def read(self, uri: str) -> bytes: ...


class FolderReader:
    """Reads files below `root` and nothing above it, whatever links and `..` say.

    `texts` holds by resolved path what counts in place of what lies on disk.
    """

    def __init__(self, root: Path, limits: Limits = DEFAULT_LIMITS, texts: Mapping[Path, bytes] = _NO_TEXTS) -> None:
        self.root = real_path(root)
        self.limits = limits
        self.texts = texts

    def read(self, uri: str) -> bytes:
        location = Location(uri)
        path = Path(uri)
        try:
            resolved = real_path(path)
            if not uri.isascii() and not resolved.exists():
                resolved = real_path(_alike(resolved))
            if not resolved.is_relative_to(self.root):
                raise Refused(
                    location,
                    Message.of("{file} leads outside the folder {root}", file=uri, root=self.root.name),
                    remedy=Remedy.WIDEN_ROOT,
                )
            if (text := self.texts.get(resolved)) is not None:
                return text
            if not resolved.is_file():
                from compliance.model.system_errors import not_there  # noqa: PLC0415 - because most files are there

                raise NotUnderstood(location, not_there(uri, resolved))
            if (size := resolved.stat().st_size) > self.limits.file_size:
                raise Refused(
                    location,
                    Message.of(
                        "the file has {found} bytes, at most {limit} are read",
                        found=size,
                        limit=self.limits.file_size,
                    ),
                )
            return resolved.read_bytes()
        except (OSError, ValueError) as error:
            from compliance.model.system_errors import not_read  # noqa: PLC0415 - because most files can be read

            raise NotUnderstood(location, not_read(uri, error)) from error


def real_path(path: str | PathLike[str]) -> Path:
    """Return the path without links; `Path.resolve` fails, and not as files do, where one leads back to itself."""
    return Path(realpath(path))


def read_whole(path: Path, most: int = DEFAULT_LIMITS.file_size) -> bytes:
    """Return the bytes of a file that somebody named; `OSError` too where it has more, or is a device without end."""
    with path.open("rb") as stream:
        content = stream.read(most + 1)
    if len(content) > most:
        raise OSError(errno.EFBIG, "more than is read")
    return content


def _alike(path: Path) -> Path:
    """Return the path of a file whose name looks the same and has its marks apart (NFD), as macOS writes names."""
    here = Path(path.anchor)
    for part in path.parts[1:]:
        next_one = here / part
        if not next_one.exists() and here.is_dir():
            bare = normalize("NFC", part)
            next_one = next((each for each in here.iterdir() if normalize("NFC", each.name) == bare), next_one)
        here = next_one
    return here


class MemoryReader:
    """Reads files that are held in memory, by address."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files

    def read(self, uri: str) -> bytes:
        if uri not in self.files:
            raise NotUnderstood(Location(uri), Message.of("there is no such file: {file}", file=uri))
        return self.files[uri]


class RefusingReader:
    """Reader that refuses every address; the default."""

    def read(self, uri: str) -> bytes:
        message = Message.of("{file} is a remote address, and fetching was not allowed", file=uri)
        raise Refused(Location(uri), message, remedy=Remedy.ALLOW_FETCHING)
