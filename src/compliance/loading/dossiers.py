"""Dossiers on disk: one zip file with a manifest, and every file of evidence under its own hash.

The same evidence gives the same bytes. Loading checks every hash, bounds every size and fetches nothing.
"""

import json
import re
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from compliance.loading.archive import FILES, MANIFEST, member, opened
from compliance.loading.documents import load_document
from compliance.loading.errors import NotUnderstood, Refused
from compliance.loading.limits import DEFAULT_LIMITS, Limits
from compliance.loading.manifest import SCHEMA, KeptCopy, KeptFile, Manifest, read_manifest, read_plan
from compliance.loading.reader import MemoryReader
from compliance.loading.records import ReadRecord, read_records
from compliance.loading.syntax.parse import parse
from compliance.loading.validation import type_adapter
from compliance.model.dataclass import replace
from compliance.model.dossier import DocumentCopy, Dossier
from compliance.model.fleet_member import FleetMember
from compliance.model.location import Location
from compliance.model.observation import Observation
from compliance.model.pattern import late
from compliance.model.record import Record
from compliance.model.source import SourceText
from compliance.model.system_errors import not_read
from compliance.model.text import Message

# Half a surrogate pair, which JSON may hold and UTF-8 may not
_HALF: Final = late("[\\ud800-\\udfff]")


def pack(dossier: Dossier) -> bytes:
    """Return the bytes of the dossier's file."""
    return archived(members(dossier))


def members(dossier: Dossier) -> dict[str, bytes]:
    """Return what the dossier's file holds, by name: the manifest first, then every file of evidence by its hash."""
    contents = {source.sha256: source.content for source in dossier.evidence_files()}
    plain: dict[str, Any] = type_adapter(Manifest).dump_python(_manifest(dossier), mode="json")
    for gap in plain["gaps"]:
        gap["hides"].sort()
    manifest = _HALF.sub(_escaped, json.dumps(plain, ensure_ascii=False, indent=1)).encode()
    return {MANIFEST: manifest, **{f"{FILES}{digest}": contents[digest] for digest in sorted(contents)}}


def archived(held: Mapping[str, bytes]) -> bytes:
    """Return the bytes of a dossier's file that holds these, in this order."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in held.items():
            archive.writestr(member(name), content)
    return stream.getvalue()


def members_in(path: Path, limits: Limits = DEFAULT_LIMITS) -> dict[str, bytes]:
    """Return what a dossier's file holds, by name, without signatures; raises `LoadError` if it is none."""
    location = Location(path.as_posix())
    try:
        with opened(path) as archive:
            _refuse_large(location, archive, limits)
            return {name: archive.read(name) for name in archive.namelist() if name.startswith((MANIFEST, FILES))}
    except (OSError, zipfile.BadZipFile, zlib.error) as error:
        raise NotUnderstood(location, Message.of("this is no dossier: no zip file, or a damaged one")) from error


def restored(name: str, manifest: bytes, files: Mapping[str, bytes], limits: Limits = DEFAULT_LIMITS) -> Dossier:
    """Return the dossier of a manifest and of files by their SHA-256; `name` says where they are from.

    Raises:
        LoadError: it is none, or a file is missing.
    """
    return _restored_of(name, read_manifest(parse(f"{name}/{MANIFEST}", manifest, limits)), files, limits)


def restored_plan(name: str, manifest: bytes, files: Mapping[str, bytes]) -> Dossier:
    """Return the same, also of what is to be looked at: that may say only why there is no record."""
    return _restored_of(name, read_plan(parse(f"{name}/{MANIFEST}", manifest, DEFAULT_LIMITS)), files, DEFAULT_LIMITS)


def _restored_of(name: str, read: Manifest, files: Mapping[str, bytes], limits: Limits) -> Dossier:
    missing = next((kept.sha256 for kept in read.kept_files() if kept.sha256 not in files), None)
    if missing is not None:
        raise NotUnderstood(Location(name), Message.of("the file {file} is missing from it", file=missing))
    return _restored(read, files, limits)


def fleet_member(name: str, manifest: bytes, files: Mapping[str, bytes]) -> tuple[FleetMember, Sequence[Observation]]:
    """Return what is looked at of a platform beside others, and what was seen of it; its documents are not read.

    Raises:
        LoadError: as `restored` does.
    """
    read = read_plan(parse(f"{name}/{MANIFEST}", manifest, DEFAULT_LIMITS))
    record, source = _record(read, files, DEFAULT_LIMITS)
    kept = (*read.files, *(file for copy in read.copies for file in copy.files))
    uris = frozenset((*(file.uri for file in kept), *((source.uri,) if source is not None else ())))
    return FleetMember(read.id, record, uris), read.observations


def _escaped(half: re.Match[str]) -> str:
    """Return the text of its escape, because our own reader refuses half a character however it is written."""
    return rf"\\u{ord(half[0]):04x}"


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
        record=_kept(record) if record else None,
        list_memberships=list(dossier.record.listed_memberships()) or None if dossier.record else None,
        files=[_kept(source) for source in dossier.sources],
        entries=list(dossier.entries),
        copies=[
            KeptCopy(copy.service, copy.origin, copy.document.uri, [_kept(source) for source in copy.sources])
            for copy in dossier.copies
        ],
        sought=sorted(dossier.sought),
        observations=list(dossier.observations),
        gaps=list(dossier.gaps),
        hub_channel=dossier.hub_channel,
    )


def _kept(source: SourceText) -> KeptFile:
    return KeptFile(source.uri, source.sha256)


def unpack(path: Path, limits: Limits = DEFAULT_LIMITS) -> Dossier:
    """Return the dossier in a file; raises `LoadError` if it is none, was altered, or is too large."""
    location = Location(path.as_posix())
    try:
        with opened(path) as archive:
            return _dossier(path, archive, limits)
    except OSError as error:
        raise NotUnderstood(location, not_read(path.as_posix(), error)) from error
    except (zipfile.BadZipFile, zlib.error, UnicodeDecodeError, EOFError, NotImplementedError) as error:
        raise NotUnderstood(location, Message.of("this is no dossier: no zip file, or a damaged one")) from error


def _dossier(path: Path, archive: zipfile.ZipFile, limits: Limits) -> Dossier:
    location = Location(path.as_posix())
    _refuse_large(location, archive, limits)
    if MANIFEST not in archive.namelist():
        raise NotUnderstood(location, Message.of("this is no dossier: it has no {name}", name=MANIFEST))
    manifest = read_manifest(parse(f"{path.as_posix()}/{MANIFEST}", archive.read(MANIFEST), limits))
    digests = {kept.sha256 for kept in manifest.kept_files()}
    contents = {digest: _verified(location, archive, digest) for digest in sorted(digests)}
    return _restored(manifest, contents, limits)


def _refuse_large(location: Location, archive: zipfile.ZipFile, limits: Limits) -> None:
    if sum(info.file_size for info in archive.infolist()) > limits.dossier_size:
        raise Refused(location, Message.of("it unpacks to more than {limit} bytes", limit=limits.dossier_size))


def _verified(location: Location, archive: zipfile.ZipFile, digest: str) -> bytes:
    try:
        content = archive.read(f"{FILES}{digest}")
    except KeyError:
        raise NotUnderstood(location, Message.of("the file {file} is missing from it", file=digest)) from None
    if sha256(content).hexdigest() != digest:
        raise Refused(location, Message.of("the file {file} was altered: its hash does not match", file=digest))
    return content


def _restored(manifest: Manifest, contents: Mapping[str, bytes], limits: Limits) -> Dossier:
    files = MemoryReader({kept.uri: contents[kept.sha256] for kept in manifest.files})
    loaded = [load_document(entry, files, files, limits) for entry in manifest.entries]
    seen = {(gap.place, gap.hides) for gap in manifest.gaps}
    late = [gap for document in loaded for gap in document.gaps if (gap.place, gap.hides) not in seen]
    record, record_source = _record(manifest, contents, limits)
    copies = (_copy(kept, contents, limits) for kept in manifest.copies)
    return Dossier(
        id=manifest.id,
        kind=manifest.kind,
        record=record,
        record_source=record_source,
        sources=tuple({source.uri: source for document in loaded for source in document.sources}.values()),
        documents=tuple(document.document for document in loaded if document.document is not None),
        descriptions=tuple(document.description for document in loaded if document.description is not None),
        copies=tuple(copy for copy in copies if copy is not None),
        observations=tuple(manifest.observations),
        gaps=(*manifest.gaps, *late),
        sought=frozenset(manifest.sought),
        collected_at=manifest.collected_at,
        vantage=manifest.vantage,
        hub_channel=manifest.hub_channel,
        tool_version=manifest.tool_version,
        catalogue_sha256=manifest.catalogue_sha256,
        is_simulated=manifest.is_simulated,
        entries=tuple(manifest.entries),
    )


def _record(
    manifest: Manifest, contents: Mapping[str, bytes], limits: Limits
) -> tuple[Record | None, SourceText | None]:
    if manifest.record is None:
        return None, None
    parsed = parse(manifest.record.uri, contents[manifest.record.sha256], limits)
    found = [read.record for read in read_records(parsed) if isinstance(read, ReadRecord)]
    if not found:
        raise NotUnderstood(Location(manifest.record.uri), Message.of("nothing of the record in it can be read"))
    record = next((each for each in found if each.slug == manifest.id), found[0])
    if record.list_memberships is None:
        record = replace(record, list_memberships=manifest.list_memberships)
    return record, parsed.source


def _copy(kept: KeptCopy, contents: Mapping[str, bytes], limits: Limits) -> DocumentCopy | None:
    """Return a copy that was loaded whole when it was collected; None if this version cannot load it any more."""
    files = MemoryReader({file.uri: contents[file.sha256] for file in kept.files})
    loaded = load_document(kept.uri, files, files, limits)
    if loaded.document is None:
        return None
    return DocumentCopy(kept.service, kept.origin, loaded.document, loaded.sources)
