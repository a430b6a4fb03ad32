"""Paths to dossiers: documents and records as they lie on disk. A bad file never keeps the others from being judged."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import field
from pathlib import Path
from typing import Final

from compliance.actions._dossiers import document_dossier, offline, platform_dossier, refused_dossier
from compliance.actions._given import Given, is_address, named_text, public_name
from compliance.actions._readers import folder_reader, remote_reader
from compliance.actions.errors import NothingToJudge, UsageError
from compliance.actions.settings import NetworkSettings, Reading
from compliance.loading.errors import LoadError
from compliance.loading.forms_of_files import is_openapi, is_record
from compliance.loading.reader import Reader
from compliance.loading.syntax.parse import Parsed, parse
from compliance.model.dataclass import dataclass
from compliance.model.dossier import Dossier, Kind
from compliance.model.family import OF_DOCUMENTS, Family
from compliance.model.gap import Gap
from compliance.model.location import Place
from compliance.model.source import SourceText
from compliance.model.text import Message

_ENDINGS: Final = frozenset({".yaml", ".yml", ".json"})
_HINTS: Final = (b"openapi", b"swagger", b"slug", b"owner")
_EVERYTHING: Final[frozenset[str]] = frozenset(Family)


@dataclass(slots=True)
class Gathered:
    """Dossiers, and what was passed over on the way."""

    dossiers: list[Dossier] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)

    def notices(self) -> Iterator[Message]:
        """Yield what a reader of the report has to know of what was passed over."""
        if self.skipped:
            yield Message.of(
                "neither OpenAPI document nor record, passed over: {count} (first: {file})",
                count=len(self.skipped),
                file=self.skipped[0],
            )


def gather(sources: Sequence[Given], reading: Reading, network: NetworkSettings) -> Gathered:
    """Return a dossier for each document and each record that was given; folders are searched.

    Raises:
        UsageError: nothing that was named is there. One of several that is not keeps no other from being judged.
    """
    gathered = Gathered()
    remote = remote_reader(reading, network)
    missing: list[Message] = []
    for given in {public_name(given): given for given in sources}.values():
        if isinstance(given, SourceText) or is_address(given):
            _take_text(given, reading, network, gathered)
            continue
        path = Path(given)
        if not _exists(path):
            missing.append(Message.of("there is no such file: {file}", file=str(path)[:200]))
            gathered.dossiers.append(refused_dossier(path.as_posix(), [_unread(path, missing[-1])]))
        elif path.is_dir():
            _search(path, folder_reader(path, reading), remote, gathered)
        else:
            _take(path, folder_reader(path, reading), remote, gathered, is_named=True)
    if missing and len(missing) == len(gathered.dossiers):
        raise UsageError.all(missing)
    if not gathered.dossiers:
        names = " ".join(map(public_name, sources))
        raise NothingToJudge(Message.of("no OpenAPI document and no record was found in: {paths}", paths=names))
    return gathered


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False


def _unread(path: Path, message: Message) -> Gap:
    return Gap(OF_DOCUMENTS, Place(path.as_posix()), message)


def _take_text(given: str | SourceText, reading: Reading, network: NetworkSettings, gathered: Gathered) -> None:
    """Add the dossier of a text that is given or fetched; what it refers to is read as from a file in this folder."""
    uri = public_name(given)
    try:
        source = named_text(given, reading, network)
        parsed = parse(uri, source.content, reading.limits)
    except LoadError as error:
        gathered.dossiers.append(refused_dossier(uri, gaps_of(error, Place(uri), OF_DOCUMENTS)))
        return
    _add(parsed, folder_reader(Path(), reading), remote_reader(reading, network), gathered, is_named=True)


def _search(folder: Path, reader: Reader, remote: Reader, gathered: Gathered) -> None:
    """Add the dossier of every document and record below a folder; what is hidden by a leading dot is left out."""
    unreadable: list[OSError] = []
    for parent, folders, files in os.walk(folder, onerror=unreadable.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if Path(name).suffix.lower() in _ENDINGS and not name.startswith("."):
                _take(Path(parent, name), reader, remote, gathered, is_named=False)
    for error in unreadable:
        from compliance.loading.system_errors import not_read  # noqa: PLC0415 - because most folders can be read

        path = Path(error.filename)
        gathered.dossiers.append(refused_dossier(path.as_posix(), [_unread(path, not_read(str(path), error))]))


def _take(file: Path, reader: Reader, remote: Reader, gathered: Gathered, *, is_named: bool) -> None:
    """Add the dossier of one file: of a record, or of a document; a file that was named is judged whatever it is."""
    uri = file.as_posix()
    try:
        parsed = parse(uri, reader.read(uri))
    except LoadError as error:
        gathered.dossiers.append(refused_dossier(uri, gaps_of(error, Place(uri), OF_DOCUMENTS)))
        return
    _add(parsed, reader, remote, gathered, is_named=is_named)


def _add(parsed: Parsed, reader: Reader, remote: Reader, gathered: Gathered, *, is_named: bool) -> None:
    if parsed.is_readable and is_record(parsed.tree):
        gathered.dossiers.append(_record_dossier(parsed, reader, remote))
    elif is_named or _may_be_meant(parsed):
        gathered.dossiers.append(document_dossier(parsed, reader, remote))
    else:
        gathered.skipped.append(parsed.source.uri)


def _record_dossier(parsed: Parsed, reader: Reader, remote: Reader) -> Dossier:
    from compliance.loading.records import read_record  # noqa: PLC0415 - because a document needs no record

    try:
        record = read_record(parsed)
    except LoadError as error:
        uri = parsed.source.uri
        return refused_dossier(uri, gaps_of(error, Place(uri), _EVERYTHING), Kind.PLATFORM)
    return offline(platform_dossier(record, parsed.source, reader, remote))


def _may_be_meant(parsed: Parsed) -> bool:
    """Return whether we look for such a file; of a broken one the text decides, so that no slip of the pen hides it."""
    if parsed.is_readable:
        return is_openapi(parsed.tree)
    return any(hint in parsed.source.content[:4096].lower() for hint in _HINTS)


def gaps_of(error: LoadError, place: Place, hides: frozenset[str]) -> Iterator[Gap]:
    """Yield a gap for each thing that was wrong."""
    for location, message in error.faults:
        yield Gap(hides, place, message, remedy=error.remedy, location=location if location.line else None)
