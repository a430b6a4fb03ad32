"""Look at platforms and bring the evidence."""

from collections.abc import Sequence
from contextlib import nullcontext
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from compliance.actions._dossiers import seen_copies
from compliance.actions._given import Given
from compliance.actions._targets import target_dossiers
from compliance.actions.errors import HubError, UsageError
from compliance.actions.progress import Ending, OnProgress, Progress
from compliance.actions.settings import NetworkSettings, Reading
from compliance.loading.collector import collector_kept_off
from compliance.model.dataclass import replace
from compliance.model.dossier import DocumentCopy, Dossier
from compliance.model.gap import Gap
from compliance.model.text import Message

if TYPE_CHECKING:  # because what looks at nothing needs no network
    from compliance.model.answers.answered import Conformance as Judge
    from compliance.probes.collect import Collected
    from compliance.probes.hub.access import HubAccess

_READING: Final = Reading()
_NETWORK: Final = NetworkSettings()


def collect(
    *targets: Given,
    reading: Reading = _READING,
    network: NetworkSettings = _NETWORK,
    on_progress: OnProgress | None = None,
    ending: Ending | None = None,
) -> tuple[Dossier, ...]:
    """Look at running endpoints and return the evidence on each platform; nothing is judged.

    A target is a record file, its https address, its text (`SourceText`) or a slug of the registry; without one, all
    that `network.hub` lists is looked at. What is wrong with a target is a gap in its dossier. Looks are GET, HEAD and
    OPTIONS only, and what the owner of a platform consents to (`NetworkSettings.mode`). Where `ending` is wanted
    meanwhile, a platform that is not finished has a gap that says so. Must not be called from a running event loop.

        dossiers = compliance.collect("record.yaml", network=compliance.NetworkSettings(timeout=5))

    Raises:
        UsageError: no target is named, or one twice; a credential or the proxy cannot be had from where its reference
            points; the judge of answers that is asked for is not installed.
        HubError: the hub cannot be asked at all.
    """
    network, vantage = _way_out(network)
    dossiers = target_dossiers(targets, reading, network)
    with collector_kept_off(), ending or nullcontext():
        return _with_evidence(dossiers, reading, network, vantage, on_progress, ending)


def _way_out(network: NetworkSettings) -> tuple[NetworkSettings, str]:
    """Return the settings with the address of the proxy, and from where is looked.

    Raises `UsageError` for a proxy that cannot be used.
    """
    from compliance.probes.errors import ProxyUnusable  # noqa: PLC0415 - because what looks at nothing needs no network
    from compliance.probes.net.proxy import proxies_of, read_once, vantage_of  # noqa: PLC0415 - the same

    try:
        if network.proxy is not None:
            network = replace(network, proxy=read_once(network.proxy))
        return network, vantage_of(proxies_of(network.proxy), allow_private=network.allow_private)
    except ProxyUnusable as error:
        raise UsageError(error.message) from None  # because what it comes from may show the secret


def _with_evidence(
    dossiers: Sequence[Dossier],
    reading: Reading,
    network: NetworkSettings,
    vantage: str,
    on_progress: OnProgress | None,
    ending: Ending | None,
) -> tuple[Dossier, ...]:
    from compliance.loading.facts.published import facts  # noqa: PLC0415 - because only answers need what is published
    from compliance.probes.collect import collect_all  # noqa: PLC0415 - because what looks at nothing needs no network
    from compliance.probes.errors import CredentialUnusable, HubUnavailable  # noqa: PLC0415
    from compliance.probes.target import Target  # noqa: PLC0415

    recorded = [(dossier.record, dossier.documents_by_service()) for dossier in dossiers if dossier.record]
    targets = [Target(record, documents, network.reads) for record, documents in recorded]
    started = datetime.now(UTC).replace(microsecond=0)
    finished = 0

    def on_done(name: str) -> None:
        nonlocal finished
        finished += 1
        if on_progress is not None:
            on_progress(Progress(finished, len(targets), name))

    try:
        found = collect_all(
            targets,
            network,
            on_done,
            facts=facts(started.date()),
            judge=_judge(network),
            is_ended=(lambda: ending.is_wanted) if ending is not None else None,
        )
    except HubUnavailable as error:
        raise HubError(error.message) from error
    except CredentialUnusable as error:
        raise UsageError(error.message) from None  # because what it comes from may show the secret
    return tuple(
        _completed(dossier, found[dossier.id], reading, started, vantage, network.hub)
        if dossier.id in found
        else dossier
        for dossier in dossiers
    )


def _judge(network: NetworkSettings) -> "Judge | None":
    """Return who holds answers to their documents, None for the usual one."""
    from compliance.probes.settings import Conformance  # noqa: PLC0415 - the same

    if network.conformance is not Conformance.OPENAPI_CORE:
        return None
    from compliance.loading.reference_conformance import ReferenceConformance  # noqa: PLC0415 - because few ask for it

    try:
        return ReferenceConformance()
    except ImportError as error:
        template = "{name} is not installed; --conformance openapi-core needs the extra validation: {command}"
        command = "pip install 'ndxp-sdk[validation]'"
        raise UsageError(Message.of(template, name="openapi-core", command=command)) from error


def _completed(
    dossier: Dossier, seen: "Collected", reading: Reading, started: datetime, vantage: str, hub: "HubAccess | None"
) -> Dossier:
    loaded = tuple(seen_copies(dossier, seen.documents, reading.limits))
    return replace(
        dossier,
        copies=(*dossier.copies, *(each for each in loaded if isinstance(each, DocumentCopy))),
        observations=seen.observations,
        gaps=(*dossier.gaps, *seen.gaps, *(each for each in loaded if isinstance(each, Gap))),
        sought=seen.sought,
        collected_at=started,
        vantage=vantage,
        hub_channel=hub.channel if hub is not None else None,
    )
