"""Places as programs read them: paths from the folder of the run, URIs, and a file for what stands in none."""

import re
from posixpath import join, normpath
from typing import Final
from urllib.parse import quote

from compliance.locale import words as words_of
from compliance.model.dataclass import replace
from compliance.model.language import Language
from compliance.model.location import Location
from compliance.model.pattern import late
from compliance.report.context import ReportContext
from compliance.report.notes import Note, Notes

_DRIVE: Final = late(r"[A-Za-z]:[/\\]", re.ASCII)
_BETWEEN: Final = late(r"[/\\]+")
_FILE: Final = "file:"
_LAST_NAMES: Final = 2
_LANGUAGES: Final[tuple[Language, ...]] = ("en", "vi")
_OF_PATHS: Final = "/"
_OF_ADDRESSES: Final = ":/?#[]@!$&'()*+,;=%~"


def is_address(uri: str) -> bool:
    """Return whether it is an address of the network and no path."""
    return "://" in uri


def is_standard_input(uri: str) -> bool:
    """Return whether it is the name that reports give to standard input, in either language."""
    return uri in {words_of(language)("standard input") for language in _LANGUAGES}


def is_absolute(path: str) -> bool:
    return path.startswith("/") or _DRIVE.match(path) is not None


def path_of(uri: str, root: str) -> str:
    """Return a path with `/` between names, from the folder of the run where it lies below it; addresses stay."""
    if is_address(uri) or not uri:
        return uri
    path = normpath(uri.replace("\\", "/") if _DRIVE.match(uri) or "/" not in uri else uri)
    if path.startswith("../") and root:
        path = normpath(join(root, path))
    return path.removeprefix(f"{root.rstrip('/')}/") if root else path


def told(uri: str, context: ReportContext) -> str:
    """Return an address or a path as the reader is told it: the last two names where folders are not to be named."""
    if context.names_folders or (is_address(uri) and not uri.startswith(_FILE)):
        return uri
    return "/".join(_BETWEEN.split(uri)[-_LAST_NAMES:])


def told_at(location: Location, context: ReportContext) -> str:
    """Return where something stands as the reader is told it."""
    return str(replace(location, uri=told(location.uri, context)))


def uri_of(path: str) -> str:
    """Return a path or an address as a URI (RFC 3986): what a URI cannot hold is percent-encoded as UTF-8."""
    if is_address(path):
        return quote(_bytes(path), safe=_OF_ADDRESSES)
    encoded = quote(_bytes(path), safe=_OF_PATHS)
    if _DRIVE.match(path):
        return f"file:///{path[:2]}{quote(_bytes(path[2:]), safe=_OF_PATHS)}"
    if path.startswith("//"):
        return f"file:{encoded}"
    return f"file://{encoded}" if path.startswith("/") else encoded


def shown_at(note: Note, notes: Notes) -> Location | None:
    """Return where a note is shown: its place, if that is in a file, else the start of the file of its subject.

    None if neither is known, as for what a platform answered whose record is not at hand.
    """
    place = note.location
    subject = next((each for each in notes.subjects if each.id == note.subject), None)
    if place.line is not None or (subject is not None and any(file.uri == place.uri for file in subject.files)):
        return Location(path_of(place.uri, notes.root), place.pointer, place.line, place.column)
    return Location(path_of(subject.home, notes.root)) if subject is not None and subject.home else None


def _bytes(text: str) -> bytes:
    """Return the bytes of a name; those that were no UTF-8 in the name of a file as they were there."""
    try:
        return text.encode(errors="surrogateescape")
    except UnicodeEncodeError:
        return text.encode(errors="surrogatepass")
