"""Targets to dossiers: what lies on disk, and looks at the running endpoints."""

from argparse import Namespace
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from compliance.cli.failures import Failure
from compliance.cli.hub import hub_access, hub_dossiers
from compliance.locale import Translator
from compliance.model.dossier import Dossier
from compliance.model.text import Message

if TYPE_CHECKING:
    from compliance.probes.settings import NetworkSettings


def settings_of(options: Namespace) -> "NetworkSettings":
    """The limits of looking that the options ask for; commands without live options get the defaults."""
    from compliance.probes.settings import NetworkSettings

    default = NetworkSettings()
    ca_file = getattr(options, "ca", default.ca_file)
    if ca_file is not None and not ca_file.is_file():
        raise Failure(Message.of("there is no such file: {file}", file=str(ca_file)))
    return NetworkSettings(
        timeout=getattr(options, "timeout", default.timeout),
        rate=getattr(options, "rate", default.rate),
        concurrency=getattr(options, "concurrency", default.concurrency),
        allow_private=getattr(options, "allow_private", default.allow_private),
        ca_file=ca_file,
        hub=hub_access(options),
    )


def base_dossiers(targets: Sequence[str], options: Namespace) -> list[Dossier]:
    """What lies on disk about each target: a record file, or the slug of a platform of the registry."""
    from compliance.cli.gathering import gather_record, platform_dossier, remote_reader
    from compliance.loading.facts.platforms import registered, slugs
    from compliance.loading.reader import MemoryReader

    known = frozenset(slugs())
    chosen = [*targets, *(sorted(known) if getattr(options, "all", False) else ())]
    access = hub_access(options)
    if not chosen and access is None:
        raise Failure(Message.of("name a record file or a slug of the registry, or use --all or --hub"))
    dossiers = list(hub_dossiers(access, options)) if access is not None and not chosen else []
    for target in chosen:
        if Path(target).is_file():
            dossiers.append(gather_record(Path(target), options))
        elif target in known:
            record, source = registered(target)
            dossiers.append(platform_dossier(record, source, MemoryReader({}), remote_reader(options)))
        else:
            message = Message.of(
                "{target} is neither a record file nor a slug of the registry; see `compliance platforms`",
                target=target,
            )
            raise Failure(message)
    _refuse_twins(dossiers)
    return dossiers


def collect(dossiers: Sequence[Dossier], options: Namespace, words: Translator) -> list[Dossier]:
    """The same dossiers with what was seen of the running endpoints; a progress bar on a terminal."""
    from compliance.cli.gathering import documents_by_service
    from compliance.cli.progress import progress
    from compliance.probes.collect import collect_all
    from compliance.probes.errors import HubUnavailable
    from compliance.probes.target import Target

    targets = [
        Target(dossier.record, documents_by_service(dossier)) for dossier in dossiers if dossier.record is not None
    ]
    started = datetime.now(UTC).replace(microsecond=0)
    with ExitStack() as stack:
        on_done = stack.enter_context(progress(words("looking"), len(targets), is_shown=not options.quiet))
        try:
            looks = collect_all(targets, settings_of(options), on_done)
        except HubUnavailable as error:
            raise Failure(error.message) from error
    return [
        replace(
            dossier,
            observations=looks[dossier.id].observations,
            gaps=(*dossier.gaps, *looks[dossier.id].gaps),
            collected_at=started,
            vantage="inside" if options.allow_private else "public",
        )
        for dossier in dossiers
    ]


def keep(dossiers: Sequence[Dossier], folder: Path) -> list[Path]:
    """Save each dossier in the folder under its name."""
    return [keep_as(dossier, folder / f"{dossier.id}.dossier") for dossier in dossiers]


def keep_as(dossier: Dossier, path: Path) -> Path:
    """Save one dossier in a file."""
    from compliance.cli.output import write_file
    from compliance.loading.dossiers import pack

    write_file(path, pack(dossier))
    return path


def _refuse_twins(dossiers: Sequence[Dossier]) -> None:
    seen: set[str] = set()
    for dossier in dossiers:
        if dossier.id in seen:
            raise Failure(
                Message.of("two targets have the slug {slug}; each platform is audited once", slug=dossier.id)
            )
        seen.add(dossier.id)
