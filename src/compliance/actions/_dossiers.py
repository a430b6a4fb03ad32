"""Files and records to dossiers, without a socket."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from posixpath import dirname, join, normpath

from compliance.loading.documents import LoadedDocument, load_document
from compliance.loading.facts.catalogue import catalogue
from compliance.loading.reader import Reader
from compliance.loading.syntax.parse import Parsed
from compliance.model.dossier import Dossier, Kind
from compliance.model.kinds import ENDPOINT_KINDS, HUB_KINDS
from compliance.model.location import Place
from compliance.model.observation import Gap
from compliance.model.openapi.document import Document
from compliance.model.record import Record
from compliance.model.remedy import Remedy
from compliance.model.source import SourceText
from compliance.model.text import Message
from compliance.model.version import VERSION


def document_dossier(parsed: Parsed, reader: Reader, remote: Reader) -> Dossier:
    """Return the dossier of one document."""
    uri = parsed.source.uri
    loaded = load_document(uri, reader, remote, parsed=parsed)
    return _dossier(uri, Kind.DOCUMENT, (uri,), (loaded,))


def platform_dossier(record: Record, source: SourceText, reader: Reader, remote: Reader) -> Dossier:
    """Return the dossier of a record with the documents of its services."""
    entries = tuple(
        dict.fromkeys(
            document_uri(source.uri, service.document) for service in record.listed_services() if service.document
        )
    )
    loaded = tuple(load_document(entry, reader, remote) for entry in entries)
    dossier = _dossier(record.slug, Kind.PLATFORM, entries, loaded)
    return replace(dossier, record=record, record_source=source, is_simulated=record.simulated)


def refused_dossier(uri: str, gaps: Iterable[Gap], kind: Kind = Kind.DOCUMENT) -> Dossier:
    """Return the dossier of a file of which nothing could be used, with the reasons."""
    return replace(_dossier(uri, kind, (), ()), gaps=tuple(gaps))


def offline(dossier: Dossier) -> Dossier:
    """Return the same dossier, saying that nothing was looked at over the network."""
    message = Message.of("running endpoints were not looked at")
    hidden = ENDPOINT_KINDS | HUB_KINDS
    gap = Gap(hidden, Place(dossier.id), message, is_failure=False, remedy=Remedy.LOOK_AT_ENDPOINTS)
    return replace(dossier, gaps=(*dossier.gaps, gap))


def documents_by_service(dossier: Dossier) -> dict[str, Document]:
    """Return which document belongs to which service, by the service's id."""
    if dossier.record is None or dossier.record_source is None:
        return {}
    loaded = {document.uri: document for document in dossier.documents}
    addresses = {
        service.id: document_uri(dossier.record_source.uri, service.document)
        for service in dossier.record.listed_services()
        if service.document
    }
    return {service: loaded[uri] for service, uri in addresses.items() if uri in loaded}


def document_uri(record_uri: str, document: str) -> str:
    """Return the address of a document that stands beside its record, or at an address of its own."""
    return document if "://" in document else normpath(join(dirname(record_uri), document))


def _dossier(name: str, kind: Kind, entries: tuple[str, ...], loaded: Sequence[LoadedDocument]) -> Dossier:
    return Dossier(
        id=name,
        kind=kind,
        sources=tuple({source.uri: source for document in loaded for source in document.sources}.values()),
        documents=tuple(document.document for document in loaded if document.document is not None),
        gaps=tuple(gap for document in loaded for gap in document.gaps),
        tool_version=VERSION,
        catalogue_sha256=catalogue().sha256,
        entries=entries,
    )
