"""Files and records to dossiers, without a socket."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from compliance.loading.documents import LoadedDocument, load_document
from compliance.loading.errors import LoadError
from compliance.loading.facts.catalogue import catalogue
from compliance.loading.limits import Limits
from compliance.loading.reader import MemoryReader, Reader
from compliance.loading.syntax.parsed import Parsed
from compliance.model.dataclass import replace
from compliance.model.dossier import DocumentCopy, Dossier, Kind, Origin
from compliance.model.family import EVERYTHING, Family
from compliance.model.gap import Gap
from compliance.model.location import Place
from compliance.model.remedy import Remedy
from compliance.model.source import SourceText
from compliance.model.subject import kind_named
from compliance.model.text import Message
from compliance.model.version import VERSION

if TYPE_CHECKING:  # because a document needs no record
    from compliance.model.record import Record, Service
    from compliance.probes.probe import SeenDocument

_NOT_COMPARED: Final = Message.of("it is a description in XML, of which versions and copies are not compared")


def document_dossier(parsed: Parsed, reader: Reader, remote: Reader) -> Dossier:
    """Return the dossier of one document."""
    uri = parsed.source.uri
    loaded = load_document(uri, reader, remote, parsed=parsed)
    return _dossier(uri, Kind.DOCUMENT, (uri,), (loaded,))


def platform_dossier(record: "Record", source: SourceText, reader: Reader, remote: Reader) -> Dossier:
    """Return the dossier of a record with the documents of its services, and the earlier ones that it names."""
    bare = Dossier(record.slug, Kind.PLATFORM, record=record, record_source=source)
    services = record.listed_services()
    entries = tuple(dict.fromkeys(bare.uri_of(service.document) for service in services if service.document))
    loaded = tuple(load_document(entry, reader, remote) for entry in entries)
    earlier = [_earlier(bare, service, reader, remote) for service in services if service.earlier_document]
    dossier = _dossier(record.slug, Kind.PLATFORM, entries, loaded)
    return replace(
        dossier,
        record=record,
        record_source=source,
        is_simulated=record.simulated,
        copies=tuple(found for found in earlier if isinstance(found, DocumentCopy)),
        gaps=(*dossier.gaps, *(found for found in earlier if isinstance(found, Gap))),
    )


def record_dossiers(parsed: Parsed, reader: Reader, remote: Reader) -> list[Dossier]:
    """Return a dossier for each record in a file, with what is wrong in it; of one that is no record the reasons."""
    from compliance.loading.records import ReadRecord, read_records  # noqa: PLC0415 - because a document needs none

    def dossier(read: ReadRecord | LoadError) -> Dossier:
        if isinstance(read, LoadError):
            return _without_record(parsed.source.uri, read)
        made = platform_dossier(read.record, parsed.source, reader, remote)
        return replace(made, gaps=(*read.gaps, *made.gaps))

    try:
        return [dossier(read) for read in read_records(parsed)]
    except LoadError as error:
        return [_without_record(parsed.source.uri, error)]


def _without_record(uri: str, error: LoadError) -> Dossier:
    """Return the dossier of a record of which nothing is left; its number in a list is part of its name."""
    at = error.faults[0][0].pointer
    name = f"{uri}#{at}" if at else uri
    return refused_dossier(name, gaps_of(error, Place(uri, at), EVERYTHING), Kind.PLATFORM)


def gaps_of(error: LoadError, place: Place, hides: frozenset[str]) -> Iterator[Gap]:
    """Yield a gap for each thing that was wrong."""
    for location, message in error.faults:
        yield Gap(hides, place, message, remedy=error.remedy, location=location if location.line else None)


def _earlier(dossier: Dossier, service: "Service", reader: Reader, remote: Reader) -> DocumentCopy | Gap:
    """Return the earlier document of a service; if it cannot be had whole, nothing can be compared with it."""
    loaded = load_document(dossier.uri_of(service.earlier_document or ""), reader, remote)
    if loaded.document is None or loaded.gaps:
        at = service.at.child("previous_document")
        hidden, reason = frozenset({kind_named("VersionPair").name}), next(iter(loaded.gaps), None)
        if reason is None:
            return Gap(hidden, at, _NOT_COMPARED, is_failure=False)
        return Gap(hidden, at, reason.message, remedy=reason.remedy)
    return DocumentCopy(service.id, Origin.EARLIER, loaded.document, loaded.sources)


def seen_copies(dossier: Dossier, documents: "Iterable[SeenDocument]", limits: Limits) -> Iterator[DocumentCopy | Gap]:
    """Yield the copies that were seen of the documents of services, or why one of them cannot be compared.

    What stands at an address may be a page for people instead, so that it is no failure if it cannot be loaded.
    """
    from compliance.model.derived.spec_pair import compared_with  # noqa: PLC0415 - because a check compares no copies

    for seen in documents:
        files = MemoryReader({seen.uri: seen.content})
        loaded = load_document(seen.uri, files, files, limits)
        if loaded.document is not None and not loaded.gaps:
            yield DocumentCopy(seen.service, seen.origin, loaded.document, loaded.sources)
        else:
            reason = next(iter(loaded.gaps), None)
            said, remedy = (reason.message, reason.remedy) if reason else (_NOT_COMPARED, None)
            template = "the copy of the document of {service} at {address} cannot be compared: {reason}"
            message = Message.of(template, service=seen.service, address=seen.uri, reason=said)
            at = dossier.record.at if dossier.record else Place(dossier.id)
            yield Gap(compared_with(seen.origin), at, message, is_failure=False, remedy=remedy)


def refused_dossier(uri: str, gaps: Iterable[Gap], kind: Kind = Kind.DOCUMENT) -> Dossier:
    """Return the dossier of a file of which nothing could be used, with the reasons."""
    return replace(_dossier(uri, kind, (), ()), gaps=tuple(gaps))


def offline(dossier: Dossier) -> Dossier:
    """Return the same dossier, saying that nothing was looked at over the network."""
    message = Message.of("running endpoints were not looked at")
    hidden = frozenset[str]({Family.ENDPOINT, Family.EXCHANGE})
    gap = Gap(hidden, Place(dossier.id), message, is_failure=False, remedy=Remedy.LOOK_AT_ENDPOINTS)
    return replace(dossier, gaps=(*dossier.gaps, gap))


def _dossier(name: str, kind: Kind, entries: tuple[str, ...], loaded: Sequence[LoadedDocument]) -> Dossier:
    return Dossier(
        id=name,
        kind=kind,
        sources=tuple({source.uri: source for document in loaded for source in document.sources}.values()),
        documents=tuple(document.document for document in loaded if document.document is not None),
        descriptions=tuple(document.description for document in loaded if document.description is not None),
        gaps=tuple(gap for document in loaded for gap in document.gaps),
        tool_version=VERSION,
        catalogue_sha256=catalogue().sha256,
        entries=entries,
    )
