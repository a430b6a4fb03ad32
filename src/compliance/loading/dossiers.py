"""Dossiers on disk: one zip file with a manifest, and every file of evidence under its own hash.

The same evidence gives the same bytes. Loading checks every hash, bounds every size and fetches nothing.
"""

import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import Any, Final, TypeVar

from compliance.loading.documents import load_document
from compliance.loading.errors import NotUnderstood, Refused
from compliance.loading.limits import DEFAULT_LIMITS, Limits
from compliance.loading.reader import MemoryReader
from compliance.loading.records import read_record
from compliance.loading.syntax.parse import parse
from compliance.loading.validation import type_adapter, validate
from compliance.model.dossier import Dossier, Kind
from compliance.model.location import Location
from compliance.model.observation import (
    AccessTrial,
    Certificate,
    Gap,
    HttpExchange,
    HubCall,
    HubListing,
    Observation,
    TlsHandshake,
)
from compliance.model.record import Membership
from compliance.model.source import SourceText
from compliance.model.text import Message

Seen = TypeVar("Seen", bound=Observation)
SCHEMA: Final = "compliance-dossier/1"
_MANIFEST: Final = "dossier.json"
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file of evidence: its address, and the SHA-256 of its bytes, which is its name in the archive."""

    uri: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a dossier says of itself. `entries` are the addresses of the documents, the other files are their parts."""

    schema: str
    id: str
    kind: Kind
    is_simulated: bool
    collected_at: datetime | None
    vantage: str | None
    tool_version: str
    catalogue_sha256: str
    record: KeptFile | None
    list_memberships: list[Membership] | None
    files: list[KeptFile]
    entries: list[str]
    handshakes: list[TlsHandshake]
    certificates: list[Certificate]
    exchanges: list[HttpExchange]
    gaps: list[Gap]
    hub_listings: list[HubListing] = field(default_factory=list)
    hub_calls: list[HubCall] = field(default_factory=list)
    access_trials: list[AccessTrial] = field(default_factory=list)

    def observations(self) -> tuple[Observation, ...]:
        """Everything that was seen, kind by kind."""
        kept = (self.handshakes, self.certificates, self.exchanges)
        return tuple(chain(*kept, self.hub_listings, self.hub_calls, self.access_trials))


def pack(dossier: Dossier) -> bytes:
    """The bytes of the dossier's file."""
    kept = [*dossier.sources, *((dossier.record_source,) if dossier.record_source else ())]
    contents = {source.sha256: source.content for source in kept}
    plain: dict[str, Any] = type_adapter(Manifest).dump_python(_manifest(dossier), mode="json")
    for gap in plain["gaps"]:
        gap["hides"].sort()
    manifest = json.dumps(plain, ensure_ascii=False, indent=1).encode()
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_member(_MANIFEST), manifest)
        for digest in sorted(contents):
            archive.writestr(_member(f"files/{digest}"), contents[digest])
    return stream.getvalue()


def _member(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def _seen(dossier: Dossier, kind: type[Seen]) -> list[Seen]:
    return [seen for seen in dossier.observations if isinstance(seen, kind)]


def _manifest(dossier: Dossier) -> Manifest:
    record = dossier.record_source
    return Manifest(
        schema=SCHEMA,
        id=dossier.id,
        kind=dossier.kind,
        is_simulated=dossier.is_simulated,
        collected_at=dossier.collected_at,
        vantage=dossier.vantage,
        tool_version=dossier.tool_version,
        catalogue_sha256=dossier.catalogue_sha256,
        record=KeptFile(record.uri, record.sha256) if record else None,
        list_memberships=dossier.record.list_memberships if dossier.record else None,
        files=[KeptFile(source.uri, source.sha256) for source in dossier.sources],
        entries=list(dossier.entries),
        gaps=list(dossier.gaps),
        handshakes=_seen(dossier, TlsHandshake),
        certificates=_seen(dossier, Certificate),
        exchanges=_seen(dossier, HttpExchange),
        hub_listings=_seen(dossier, HubListing),
        hub_calls=_seen(dossier, HubCall),
        access_trials=_seen(dossier, AccessTrial),
    )


def unpack(path: Path, limits: Limits = DEFAULT_LIMITS) -> Dossier:
    """The dossier in a file; raises `LoadError` where it is none, was altered, or is too large."""
    location = Location(path.as_posix())
    try:
        with zipfile.ZipFile(path) as archive:
            return _dossier(path, archive, limits)
    except FileNotFoundError:
        raise NotUnderstood(location, Message.of("there is no such file: {file}", file=path.as_posix())) from None
    except (zipfile.BadZipFile, zlib.error, UnicodeDecodeError, OSError, EOFError, NotImplementedError) as error:
        message = Message.of("this is no dossier: {problem}", problem=str(error) or type(error).__name__)
        raise NotUnderstood(location, message) from error


def _dossier(path: Path, archive: zipfile.ZipFile, limits: Limits) -> Dossier:
    location = Location(path.as_posix())
    if sum(info.file_size for info in archive.infolist()) > limits.dossier_size:
        raise Refused(location, Message.of("it unpacks to more than {limit} bytes", limit=limits.dossier_size))
    if _MANIFEST not in archive.namelist():
        raise NotUnderstood(location, Message.of("this is no dossier: it has no {name}", name=_MANIFEST))
    manifest = validate(Manifest, parse(f"{path.as_posix()}/{_MANIFEST}", archive.read(_MANIFEST), limits))
    if manifest.schema != SCHEMA:
        message = Message.of(
            "it follows {found}, this version reads {expected}", found=manifest.schema[:40], expected=SCHEMA
        )
        raise NotUnderstood(location, message)
    if manifest.kind is Kind.PLATFORM and manifest.record is None:
        raise NotUnderstood(location, Message.of("it is about a platform and holds no record"))
    if any(moment.tzinfo is None for moment in _moments(manifest)):
        raise NotUnderstood(location, Message.of("a time in it has no zone"))
    by_hash = {name: _verified(location, archive, name) for name in _hashes(manifest)}
    contents = {kept.uri: by_hash[kept.sha256] for kept in manifest.files}
    record = manifest.record
    source = SourceText(record.uri, by_hash[record.sha256]) if record else None
    return _restored(manifest, contents, source, limits)


def _hashes(manifest: Manifest) -> set[str]:
    return {kept.sha256 for kept in (*manifest.files, *((manifest.record,) if manifest.record else ()))}


def _moments(manifest: Manifest) -> Iterator[datetime]:
    for seen in manifest.observations():
        if seen.looked_at is not None:
            yield seen.looked_at
    for certificate in manifest.certificates:
        yield from (certificate.not_before, certificate.not_after)


def _verified(location: Location, archive: zipfile.ZipFile, digest: str) -> bytes:
    try:
        content = archive.read(f"files/{digest}")
    except KeyError:
        raise NotUnderstood(location, Message.of("the file {file} is missing from it", file=digest)) from None
    if sha256(content).hexdigest() != digest:
        raise Refused(location, Message.of("the file {file} was altered: its hash does not match", file=digest))
    return content


def _restored(
    manifest: Manifest, contents: Mapping[str, bytes], record_source: SourceText | None, limits: Limits
) -> Dossier:
    files = MemoryReader(contents)
    loaded = [load_document(entry, files, files, limits) for entry in manifest.entries]
    seen = {(gap.place, gap.hides) for gap in manifest.gaps}
    late = [gap for document in loaded for gap in document.gaps if (gap.place, gap.hides) not in seen]
    parsed = parse(record_source.uri, record_source.content, limits) if record_source else None
    record = read_record(parsed) if parsed else None
    if record is not None and record.list_memberships is None:
        record = replace(record, list_memberships=manifest.list_memberships)
    return Dossier(
        id=manifest.id,
        kind=manifest.kind,
        record=record,
        record_source=parsed.source if parsed else None,
        sources=tuple({source.uri: source for document in loaded for source in document.sources}.values()),
        documents=tuple(document.document for document in loaded if document.document is not None),
        observations=manifest.observations(),
        gaps=(*manifest.gaps, *late),
        collected_at=manifest.collected_at,
        vantage=manifest.vantage,
        tool_version=manifest.tool_version,
        catalogue_sha256=manifest.catalogue_sha256,
        is_simulated=manifest.is_simulated,
        entries=tuple(manifest.entries),
    )
