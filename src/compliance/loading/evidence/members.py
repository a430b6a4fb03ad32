"""The members of a dossier's archive held to its manifest: each file has its hash, and nothing else is in it."""

import lzma
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Final

from compliance.loading.archive import FILES, MANIFEST, SIGNATURES, opened
from compliance.loading.errors import LoadError, NotUnderstood
from compliance.loading.limits import DEFAULT_LIMITS, Limits
from compliance.loading.manifest import Manifest, read_manifest
from compliance.loading.syntax.parse import parse
from compliance.model.dataclass import dataclass, field
from compliance.model.location import Location
from compliance.model.pattern import late
from compliance.model.system_errors import not_read
from compliance.model.text import Message
from compliance.model.verification import Flaw, Part

LARGEST_SIGNATURE: Final = 256 * 1024
MOST_SIGNATURES: Final = 100
_SIGNATURE: Final = late(rf"{SIGNATURES}[A-Za-z0-9][A-Za-z0-9._-]{{0,99}}\.json", re.ASCII)
_DAMAGED: Final = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, RuntimeError, ValueError)
"""What reading a member raises for wrong checksums, broken compression, encryption and methods that are not known."""


@dataclass(frozen=True, slots=True)
class Members:
    """What is in a dossier: its manifest, None if that is not understood, the signatures by name, and what is wrong.

    `sha256` is that of the manifest's bytes as hexadecimal digits, None if there are none.
    """

    sha256: str | None = None
    manifest: Manifest | None = None
    signatures: Mapping[str, bytes] = field(default_factory=dict)
    flaws: tuple[Flaw, ...] = ()


def examine(path: Path, limits: Limits = DEFAULT_LIMITS) -> Members:
    """Hold a dossier's file to its manifest; raises `NotUnderstood` if there is no file that can be read."""
    try:
        with opened(path) as archive:
            return _examined(path, archive, limits)
    except OSError as error:
        raise NotUnderstood(Location(path.as_posix()), not_read(path.as_posix(), error)) from error
    except (zipfile.BadZipFile, EOFError, UnicodeDecodeError, NotImplementedError):
        message = Message.of("this is no dossier: no zip file, or a damaged one")
        return Members(flaws=(Flaw(Part.ARCHIVE, "", message),))


def _examined(path: Path, archive: zipfile.ZipFile, limits: Limits) -> Members:
    if sum(info.file_size for info in archive.infolist()) > limits.dossier_size:
        message = Message.of("it unpacks to more than {limit} bytes", limit=limits.dossier_size)
        return Members(flaws=(Flaw(Part.ARCHIVE, "", message),))
    flaws = tuple(_flaws_of_archive(archive))
    content = _content(archive, MANIFEST)
    if isinstance(content, Message):
        return Members(flaws=(*flaws, Flaw(Part.MANIFEST, MANIFEST, content)))
    digest = sha256(content).hexdigest()
    try:
        manifest = read_manifest(parse(f"{path.as_posix()}/{MANIFEST}", content, limits))
    except LoadError as error:
        return Members(digest, flaws=(*flaws, *(Flaw(Part.MANIFEST, MANIFEST, said) for _, said in error.faults)))
    signatures, flaws_of_signatures = _signatures(archive)
    found = (*flaws, *_flaws_of_files(archive, manifest), *_strangers(archive, manifest), *flaws_of_signatures)
    return Members(digest, manifest, signatures, found)


def _flaws_of_archive(archive: zipfile.ZipFile) -> Iterator[Flaw]:
    """Yield what lets two readers see two archives: names that stand twice, and bytes outside of all members."""
    for name, count in Counter(archive.namelist()).items():
        if count > 1:
            yield Flaw(Part.MEMBER, name, Message.of("it stands in the archive {count} times", count=count))
    first = min((info.header_offset for info in archive.infolist()), default=0)
    if archive.comment or first:
        yield Flaw(Part.ARCHIVE, "", Message.of("there are bytes in it that belong to no member"))


def _content(archive: zipfile.ZipFile, name: str) -> bytes | Message:
    """Return the bytes of a member, or why they cannot be had."""
    try:
        return archive.read(name)
    except KeyError:
        return Message.of("it is missing")
    except _DAMAGED:
        return Message.of("it was altered: it can no longer be unpacked")


def _flaws_of_files(archive: zipfile.ZipFile, manifest: Manifest) -> Iterator[Flaw]:
    addresses: dict[str, str] = {}
    for kept in manifest.kept_files():
        addresses.setdefault(kept.sha256, kept.uri)
    for digest, uri in addresses.items():
        content = _content(archive, f"{FILES}{digest}")
        if isinstance(content, bytes) and sha256(content).hexdigest() == digest:
            continue
        reason = content if isinstance(content, Message) else Message.of("it was altered: its hash does not match")
        yield Flaw(Part.FILE, f"{FILES}{digest}", Message.of("{uri}: {reason}", uri=uri[:200], reason=reason))


def _strangers(archive: zipfile.ZipFile, manifest: Manifest) -> Iterator[Flaw]:
    """Yield the members that the manifest does not name and that are no signatures."""
    known = {MANIFEST, *(f"{FILES}{kept.sha256}" for kept in manifest.kept_files())}
    for name in dict.fromkeys(archive.namelist()):
        if name not in known and not _SIGNATURE.fullmatch(name):
            yield Flaw(Part.MEMBER, name[:200], Message.of("the manifest does not name it: it was added later"))


def _signatures(archive: zipfile.ZipFile) -> tuple[dict[str, bytes], tuple[Flaw, ...]]:
    """Return the bytes of the signatures by name, and why others are not read."""
    names = [name for name in dict.fromkeys(archive.namelist()) if _SIGNATURE.fullmatch(name)]
    if len(names) > MOST_SIGNATURES:
        message = Message.of(
            "there are {found} of them, at most {limit} are read", found=len(names), limit=MOST_SIGNATURES
        )
        return {}, (Flaw(Part.SIGNATURE, SIGNATURES, message),)
    read = {name: _signature(archive, name) for name in names}
    return (
        {name: content for name, content in read.items() if isinstance(content, bytes)},
        tuple(Flaw(Part.SIGNATURE, name, said) for name, said in read.items() if isinstance(said, Message)),
    )


def _signature(archive: zipfile.ZipFile, name: str) -> bytes | Message:
    if archive.getinfo(name).file_size > LARGEST_SIGNATURE:
        return Message.of("it has more than {limit} bytes", limit=LARGEST_SIGNATURE)
    return _content(archive, name)
