"""Targets to dossiers: a record file, the slug of a platform of the registry, or all that a hub lists."""

import json
from collections.abc import Iterator, Sequence
from os import fspath
from os.path import islink
from pathlib import Path
from typing import TYPE_CHECKING

from compliance.actions._dossiers import gaps_of, platform_dossier, record_dossiers, refused_dossier
from compliance.actions._given import Given, is_address, named_text, public_name
from compliance.actions._readers import folder_reader, remote_reader
from compliance.actions.errors import HubError, UsageError
from compliance.actions.settings import NetworkSettings, Reading
from compliance.loading.collector import collector_paused, free_earlier_work
from compliance.loading.errors import LoadError
from compliance.loading.facts.platforms import slugs
from compliance.loading.forms_of_files import is_openapi, may_be_record, what_it_is_not
from compliance.loading.reader import MemoryReader, Reader
from compliance.loading.records import registered
from compliance.loading.syntax.parse import parse
from compliance.model.crash import crash_gap
from compliance.model.dossier import Dossier, Kind
from compliance.model.family import EVERYTHING
from compliance.model.gap import Gap
from compliance.model.location import Place
from compliance.model.remedy import Remedy
from compliance.model.source import SourceText
from compliance.model.text import Message
from compliance.probes.hub.access import HubAccess

if TYPE_CHECKING:  # because a record file needs no SDK
    from compliance.probes.hub.platforms import HubPlatform


def target_dossiers(targets: Sequence[Given], reading: Reading, network: NetworkSettings) -> list[Dossier]:
    """Return what is known of each target before anything is looked at; without targets, of all that the hub lists.

    What is wrong with one target is a gap of its own, and the others go on.
    """
    with collector_paused():
        return list(each_target_dossier(targets, reading, network))


def each_target_dossier(targets: Sequence[Given], reading: Reading, network: NetworkSettings) -> Iterator[Dossier]:
    """Yield the same one by one, for who keeps none of them."""
    refuse_no_target(targets, network)
    free_earlier_work()
    seen: set[str] = set()
    for dossier in _named(targets, reading, network) if targets else _listed(network.hub, network):
        if dossier.id in seen:
            message = Message.of("two targets have the slug {slug}; each platform is audited once", slug=dossier.id)
            raise UsageError(message)
        seen.add(dossier.id)
        yield dossier


def refuse_no_target(targets: Sequence[Given], network: NetworkSettings) -> None:
    """Raise `UsageError` where nothing was named to look at, and no hub lists anything."""
    if not targets and network.hub is None:
        raise UsageError(Message.of("no target was named: a record file, a slug of the registry, or a hub"))


def _named(targets: Sequence[Given], reading: Reading, network: NetworkSettings) -> Iterator[Dossier]:
    known = frozenset(slugs())
    for target in targets:
        name = public_name(target)[:200]
        try:
            yield from _target(target, known, reading, network)
        except LoadError as error:
            yield refused_dossier(name, gaps_of(error, Place(name), EVERYTHING), Kind.PLATFORM)
        except Exception as error:  # noqa: BLE001 - a bug that one target brings to light must not end the others
            yield refused_dossier(name, [crash_gap(error, Place(name), EVERYTHING)], Kind.PLATFORM)


def _target(target: Given, known: frozenset[str], reading: Reading, network: NetworkSettings) -> list[Dossier]:
    if isinstance(target, SourceText) or is_address(target):
        source = named_text(target, reading, network)
        return _records(source.uri, source.content, folder_reader(Path(), reading), remote_reader(reading, network))
    path = Path(target)
    if _is_file(path):
        reader = folder_reader(path, reading)
        return _records(path.as_posix(), reader.read(path.as_posix()), reader, remote_reader(reading, network))
    if (name := fspath(target)) in known:
        record, source = registered(name)
        return [platform_dossier(record, source, MemoryReader({}), remote_reader(reading, network))]
    shown = name[:200] or "“”"
    message = Message.of("{target} is neither a record file nor a slug of the registry", target=shown)
    if islink(name):  # noqa: PTH114 - because of a name that is too long this is False, and no error
        from compliance.model.system_errors import not_there  # noqa: PLC0415 - because most links lead somewhere

        message = not_there(shown, path)
    gap = Gap(EVERYTHING, Place(shown), message, remedy=Remedy.LIST_PLATFORMS)
    return [refused_dossier(shown, [gap], Kind.PLATFORM)]


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # because a name may be too long for the system, or none that it allows
        return False


def _records(uri: str, content: bytes, reader: Reader, remote: Reader) -> list[Dossier]:
    parsed = parse(uri, content)
    if parsed.is_readable and not may_be_record(parsed.tree):
        what = what_it_is_not(parsed.tree)
        if is_openapi(parsed.tree):
            what = Message.of("this is an OpenAPI document; what is looked at is the record of a platform")
        return [refused_dossier(uri, [Gap(EVERYTHING, Place(uri), what)], Kind.PLATFORM)]
    return record_dossiers(parsed, reader, remote)


def _listed(access: HubAccess | None, network: NetworkSettings) -> Iterator[Dossier]:
    """Yield a dossier for each platform that the hub lists, with the documents that lie there."""
    from compliance.probes.errors import (  # noqa: PLC0415 - because a record file needs no SDK
        CredentialUnusable,
        HubUnavailable,
    )
    from compliance.probes.hub.platforms import platforms_of  # noqa: PLC0415

    if access is None:
        return
    try:
        for platform in platforms_of(access, network.ca_file, network.timeout, network.proxy):
            yield from _hub_dossiers(platform)
    except HubUnavailable as error:
        raise HubError(error.message) from error
    except CredentialUnusable as error:
        raise UsageError(error.message) from None  # because what it comes from may show the secret


def _hub_dossiers(platform: "HubPlatform") -> list[Dossier]:
    text = json.dumps(platform.record, indent=1).encode()
    kept = MemoryReader(platform.documents)
    try:
        return record_dossiers(parse(f"{platform.uri}.json", text), kept, kept)
    except Exception as error:  # noqa: BLE001 - what a hub says of one platform must not end the others
        return [refused_dossier(platform.uri, [crash_gap(error, Place(platform.uri), EVERYTHING)], Kind.PLATFORM)]
