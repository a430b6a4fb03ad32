"""Targets to dossiers: a record file, the slug of a platform of the registry, or all that a hub lists."""

import json
from collections.abc import Iterator, Sequence
from os import PathLike, fspath
from pathlib import Path

from compliance.actions._dossiers import platform_dossier
from compliance.actions._given import Given, is_address, named_text
from compliance.actions._readers import folder_reader, remote_reader
from compliance.actions.errors import HubError, InputError, UsageError
from compliance.actions.settings import NetworkSettings, Reading
from compliance.loading.errors import LoadError
from compliance.loading.facts.platforms import slugs
from compliance.loading.reader import MemoryReader
from compliance.loading.records import read_record, registered
from compliance.loading.syntax.parse import parse
from compliance.model.dossier import Dossier
from compliance.model.remedy import Remedy
from compliance.model.source import SourceText
from compliance.model.text import Message
from compliance.probes.hub.access import HubAccess


def target_dossiers(targets: Sequence[Given], reading: Reading, network: NetworkSettings) -> list[Dossier]:
    """Return what is known of each target before anything is looked at; without targets, of all that the hub lists."""
    if not targets and network.hub is None:
        raise UsageError(Message.of("no target was named: a record file, a slug of the registry, or a hub"))
    found = _named(targets, reading, network) if targets else _listed(network.hub, network)
    dossiers = list(found)
    _refuse_twins(dossiers)
    return dossiers


def _named(targets: Sequence[Given], reading: Reading, network: NetworkSettings) -> Iterator[Dossier]:
    known = frozenset(slugs())
    for target in targets:
        if isinstance(target, SourceText) or is_address(target):
            yield _text(target, reading, network)
        elif _is_file(target):
            yield _record(Path(target), reading, network)
        elif fspath(target) in known:
            record, source = registered(fspath(target))
            yield platform_dossier(record, source, MemoryReader({}), remote_reader(reading, network))
        else:
            message = Message.of(
                "{target} is neither a record file nor a slug of the registry", target=fspath(target)[:200]
            )
            raise UsageError(message, Remedy.LIST_PLATFORMS)


def _is_file(target: str | PathLike[str]) -> bool:
    try:
        return Path(target).is_file()
    except (OSError, ValueError):  # because a name may be too long for the system, or none that it allows
        return False


def _text(given: str | SourceText, reading: Reading, network: NetworkSettings) -> Dossier:
    """Return the dossier of a record that is at hand or fetched; what it names is read as from this folder."""
    reader = folder_reader(Path(), reading)
    try:
        source = named_text(given, reading, network)
        parsed = parse(source.uri, source.content, reading.limits)
        return platform_dossier(read_record(parsed), parsed.source, reader, remote_reader(reading, network))
    except LoadError as error:
        raise InputError.of(error) from error


def _record(path: Path, reading: Reading, network: NetworkSettings) -> Dossier:
    uri = path.as_posix()
    reader = folder_reader(path, reading)
    try:
        parsed = parse(uri, reader.read(uri))
        return platform_dossier(read_record(parsed), parsed.source, reader, remote_reader(reading, network))
    except LoadError as error:
        raise InputError.of(error) from error


def _listed(access: HubAccess | None, network: NetworkSettings) -> Iterator[Dossier]:
    """Yield a dossier for each platform that the hub lists, with the documents that lie there."""
    from compliance.probes.errors import HubUnavailable  # noqa: PLC0415 - because a record file needs no SDK
    from compliance.probes.hub.platforms import platforms_of  # noqa: PLC0415

    if access is None:
        return
    try:
        for platform in platforms_of(access, network.ca_file, network.timeout):
            text = json.dumps(platform.record, ensure_ascii=False, indent=1).encode()
            parsed = parse(f"{platform.uri}.json", text)
            kept = MemoryReader(platform.documents)
            yield platform_dossier(read_record(parsed), parsed.source, kept, kept)
    except HubUnavailable as error:
        raise HubError(error.message) from error
    except LoadError as error:
        raise InputError.of(error) from error


def _refuse_twins(dossiers: Sequence[Dossier]) -> None:
    seen: set[str] = set()
    for dossier in dossiers:
        if dossier.id in seen:
            message = Message.of("two targets have the slug {slug}; each platform is audited once", slug=dossier.id)
            raise UsageError(message)
        seen.add(dossier.id)
