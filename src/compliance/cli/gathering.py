"""Paths to dossiers, without a socket: documents and records as they lie on disk."""

import os
from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Final

from compliance.cli.failures import Failure
from compliance.cli.remote import RemoteReader
from compliance.loading.documents import LoadedDocument, is_openapi, load_document
from compliance.loading.errors import LoadError
from compliance.loading.facts.catalogue import catalogue
from compliance.loading.reader import FolderReader, Reader, RefusingReader
from compliance.loading.records import is_record, read_record
from compliance.loading.syntax.parse import Parsed, parse
from compliance.model.dossier import Dossier, Kind
from compliance.model.kinds import DOCUMENT_KINDS, ENDPOINT_KINDS, HUB_KINDS, RECORD_KINDS
from compliance.model.location import Place
from compliance.model.observation import Gap
from compliance.model.openapi.document import Document
from compliance.model.record import Record
from compliance.model.source import SourceText
from compliance.model.text import Message

_ENDINGS: Final = frozenset({".yaml", ".yml", ".json"})
_HINTS: Final = (b"openapi", b"swagger", b"slug", b"owner")


@dataclass(slots=True)
class Gathered:
    """Dossiers, and what was passed over on the way."""

    dossiers: list[Dossier] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)

    def notices(self) -> Iterator[Message]:
        if self.skipped:
            yield Message.of(
                "neither OpenAPI document nor record, passed over: {count} (first: {file})",
                count=len(self.skipped),
                file=self.skipped[0],
            )


def gather(paths: Sequence[Path], options: Namespace) -> Gathered:
    """A dossier for each document and each record at the paths; folders are searched."""
    gathered = Gathered()
    remote = remote_reader(options)
    for path in dict.fromkeys(paths):
        if not _exists(path):
            raise Failure(Message.of("there is no such file: {file}", file=str(path)[:200]))
        if path.is_dir():
            _search(path, FolderReader(root_of(path, options)), remote, gathered)
        else:
            _gather_file(path, FolderReader(root_of(path, options)), remote, gathered)
    if not gathered.dossiers:
        raise Failure(
            Message.of("no OpenAPI document and no record was found in: {paths}", paths=" ".join(map(str, paths)))
        )
    return gathered


def remote_reader(options: Namespace) -> Reader:
    """Fetches where that was allowed, else refuses."""
    return RemoteReader(options) if options.remote_refs else RefusingReader()


def root_of(path: Path, options: Namespace) -> Path:
    """What references may not leave: the folder named, else the working folder if it holds the file, else its own."""
    if options.root is not None:
        root: Path = options.root
        return root
    here = Path.cwd()
    resolved = path.resolve()
    if resolved.is_relative_to(here):
        return here
    return resolved if resolved.is_dir() else resolved.parent


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False


def _search(folder: Path, reader: FolderReader, remote: Reader, gathered: Gathered) -> None:
    """Take every document and record below a folder; what is hidden by a leading dot is left alone."""
    unreadable: list[OSError] = []
    for parent, folders, files in os.walk(folder, onerror=unreadable.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if Path(name).suffix.lower() in _ENDINGS and not name.startswith("."):
                _take_or_pass(Path(parent, name), reader, remote, gathered)
    for error in unreadable:
        problem = error.strerror or type(error).__name__
        message = Message.of("{file} could not be read: {problem}", file=str(error.filename), problem=problem)
        gathered.dossiers.append(_refused(Path(error.filename).as_posix(), [message], DOCUMENT_KINDS))


def _take_or_pass(file: Path, reader: FolderReader, remote: Reader, gathered: Gathered) -> None:
    """One bad file of a folder must not keep the others from being judged."""
    uri = file.as_posix()
    try:
        parsed = parse(uri, reader.read(uri))
    except LoadError as error:
        gathered.dossiers.append(_refused(uri, error.messages, DOCUMENT_KINDS))
        return
    try:
        if parsed.is_readable and is_record(parsed.tree):
            gathered.dossiers.append(_offline(record_dossier(parsed, reader, remote)))
        elif _may_be_meant(parsed):
            gathered.dossiers.append(_document_dossier(parsed, reader, remote))
        else:
            gathered.skipped.append(uri)
    except Failure as failure:
        everything = DOCUMENT_KINDS | ENDPOINT_KINDS | HUB_KINDS | RECORD_KINDS
        refused = _refused(uri, failure.messages, everything)
        gathered.dossiers.append(replace(refused, kind=Kind.PLATFORM))


def _gather_file(file: Path, reader: FolderReader, remote: Reader, gathered: Gathered) -> None:
    """A file that was named: it is a record, or it is judged as a document whatever it is."""
    uri = file.as_posix()
    try:
        parsed = parse(uri, reader.read(uri))
    except LoadError as error:
        gathered.dossiers.append(_refused(uri, error.messages, DOCUMENT_KINDS))
        return
    if parsed.is_readable and is_record(parsed.tree):
        gathered.dossiers.append(_offline(record_dossier(parsed, reader, remote)))
    else:
        gathered.dossiers.append(_document_dossier(parsed, reader, remote))


def _may_be_meant(parsed: Parsed) -> bool:
    """A broken file that speaks of what we look for is judged, so that a slip of the pen cannot hide it."""
    if parsed.is_readable:
        return is_openapi(parsed.tree)
    return any(hint in parsed.source.content[:4096].lower() for hint in _HINTS)


def _document_dossier(parsed: Parsed, reader: Reader, remote: Reader) -> Dossier:
    uri = parsed.source.uri
    loaded = load_document(uri, reader, remote, parsed=parsed)
    return _dossier(uri, Kind.DOCUMENT, (uri,), (loaded,))


def _refused(uri: str, messages: Iterable[Message], hides: frozenset[str]) -> Dossier:
    gaps = tuple(Gap(hides, Place(uri), message) for message in messages)
    return replace(_dossier(uri, Kind.DOCUMENT, (), ()), gaps=gaps)


def record_dossier(parsed: Parsed, reader: Reader, remote: Reader) -> Dossier:
    """The dossier of a record with the documents of its services; raises `Failure` where it is not understood."""
    try:
        record = read_record(parsed)
    except LoadError as error:
        raise Failure.of(error) from error
    return platform_dossier(record, parsed.source, reader, remote)


def gather_record(path: Path, options: Namespace) -> Dossier:
    """The dossier of one record file with the documents of its services."""
    uri = path.as_posix()
    reader = FolderReader(root_of(path, options))
    try:
        parsed = parse(uri, reader.read(uri))
    except LoadError as error:
        raise Failure.of(error) from error
    return record_dossier(parsed, reader, remote_reader(options))


def platform_dossier(record: Record, source: SourceText, reader: Reader, remote: Reader) -> Dossier:
    """The dossier of a record that was read before, with the documents of its services."""
    entries = tuple(
        dict.fromkeys(
            document_uri(source.uri, service.document) for service in record.listed_services() if service.document
        )
    )
    loaded = tuple(load_document(entry, reader, remote) for entry in entries)
    dossier = _dossier(record.slug, Kind.PLATFORM, entries, loaded)
    return replace(dossier, record=record, record_source=source, is_simulated=record.simulated)


def document_uri(record_uri: str, document: str) -> str:
    """The address of a document that stands beside its record, or at an address of its own."""
    return document if "://" in document else normpath(join(dirname(record_uri), document))


def documents_by_service(dossier: Dossier) -> dict[str, Document]:
    """Which document belongs to which service."""
    if dossier.record is None or dossier.record_source is None:
        return {}
    loaded = {document.uri: document for document in dossier.documents}
    addresses = {
        service.id: document_uri(dossier.record_source.uri, service.document)
        for service in dossier.record.listed_services()
        if service.document
    }
    return {service: loaded[uri] for service, uri in addresses.items() if uri in loaded}


def _dossier(name: str, kind: Kind, entries: tuple[str, ...], loaded: Sequence[LoadedDocument]) -> Dossier:
    return Dossier(
        id=name,
        kind=kind,
        sources=tuple({source.uri: source for document in loaded for source in document.sources}.values()),
        documents=tuple(document.document for document in loaded if document.document is not None),
        gaps=tuple(gap for document in loaded for gap in document.gaps),
        tool_version=version("ndxp-sdk"),
        catalogue_sha256=catalogue().sha256,
        entries=entries,
    )


def _offline(dossier: Dossier) -> Dossier:
    message = Message.of("running endpoints are not looked at by `check`; use `audit`")
    gap = Gap(ENDPOINT_KINDS | HUB_KINDS, Place(dossier.id), message, is_failure=False)
    return replace(dossier, gaps=(*dossier.gaps, gap))
