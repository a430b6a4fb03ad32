"""Look at platforms and bring the evidence."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from datetime import UTC, datetime
from itertools import count
from typing import TYPE_CHECKING, Final, Protocol

from compliance.actions._dossiers import seen_copies
from compliance.actions._given import Given
from compliance.actions._targets import target_dossiers
from compliance.actions.errors import HubError, UsageError
from compliance.actions.progress import Ending, OnProgress, Progress
from compliance.actions.settings import NetworkSettings, Reading
from compliance.loading.collector import collector_kept_off
from compliance.model.dataclass import dataclass, field, replace
from compliance.model.dossier import DocumentCopy, Dossier
from compliance.model.gap import Gap
from compliance.model.text import Message

if TYPE_CHECKING:  # because what looks at nothing needs no network
    from compliance.model.answers.answered import Conformance as Judge
    from compliance.probes.collect import Collected

_READING: Final = Reading()
_NETWORK: Final = NetworkSettings()


def collect(
    *targets: Given,
    reading: Reading = _READING,
    network: NetworkSettings = _NETWORK,
    on_progress: OnProgress | None = None,
    ending: Ending | None = None,
    keeping: "Keeping | None" = None,
) -> tuple[Dossier, ...]:
    """Look at running endpoints and return the evidence on each platform; nothing is judged.

    A target is a record file, its https address, its text (`SourceText`) or a slug of the registry; without one, all
    that `network.hub` lists is looked at. What is wrong with a target is a gap in its dossier. Looks are GET, HEAD and
    OPTIONS only, and what the owner of a platform consents to (`NetworkSettings.mode`). Where `ending` is wanted
    meanwhile, a platform that is not finished has a gap that says so. `keeping` is given each dossier as soon as its
    platform was looked at, and has those that need no further look. Must not be called from a running event loop.

        dossiers = compliance.collect("record.yaml", network=compliance.NetworkSettings(timeout=5))

    Raises:
        UsageError: no target is named, or one twice; a credential or the proxy cannot be had from where its reference
            points; the judge of answers that is asked for is not installed.
        HubError: the hub cannot be asked at all.
    """
    network, _ = way_out(network)
    dossiers = target_dossiers(targets, reading, network)
    return collected(
        dossiers, reading=reading, network=network, on_progress=on_progress, ending=ending, keeping=keeping
    )


def collected(
    dossiers: Sequence[Dossier],
    *,
    reading: Reading = _READING,
    network: NetworkSettings = _NETWORK,
    on_progress: OnProgress | None = None,
    ending: Ending | None = None,
    keeping: "Keeping | None" = None,
) -> tuple[Dossier, ...]:
    """Look at platforms of which dossiers are at hand, and return these with the evidence, as `collect` does.

    Raises:
        UsageError: a credential or the proxy cannot be had from where its reference points, or the judge of answers
            that is asked for is not installed.
        HubError: the hub cannot be asked at all.
    """
    network, vantage = way_out(network)
    known = keeping.begin(dossiers) if keeping is not None else {}
    left = [dossier for dossier in dossiers if dossier.id not in known]
    look = _Look(reading, network, vantage, on_progress, ending, keeping)
    with collector_kept_off(), ending or nullcontext():
        found = {dossier.id: dossier for dossier in look.at(left)}
    return tuple(known.get(dossier.id) or found[dossier.id] for dossier in dossiers)


def way_out(network: NetworkSettings) -> tuple[NetworkSettings, str]:
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


class Keeping(Protocol):
    """Keeps evidence while it is collected."""

    def begin(self, dossiers: Sequence[Dossier]) -> Mapping[str, Dossier]:
        """Learn what is to be looked at; returns by id the dossiers of platforms that were looked at already."""

    def keep(self, dossier: Dossier) -> None:
        """Take the dossier of a platform that was looked at."""


@dataclass(frozen=True, slots=True)
class _Look:
    """How is looked, from where, and who is told of it. `done` has what was kept already, with what was seen."""

    reading: Reading
    network: NetworkSettings
    vantage: str
    on_progress: OnProgress | None
    ending: Ending | None
    keeping: Keeping | None
    done: "dict[str, tuple[Collected, Dossier]]" = field(default_factory=dict)

    def at(self, dossiers: Sequence[Dossier]) -> Iterator[Dossier]:
        """Yield the dossiers with the evidence on their platforms; those without a record stay as they are."""
        started = datetime.now(UTC).replace(microsecond=0)
        found = self._seen(dossiers, started)
        for dossier in dossiers:
            seen = found.get(dossier.id)
            done = self.done.get(dossier.id)
            if done is not None and done[0] is seen:
                yield done[1]
            else:
                yield dossier if seen is None else self._completed(dossier, seen, started)

    def _seen(self, dossiers: Sequence[Dossier], started: datetime) -> "dict[str, Collected]":
        from compliance.loading.facts.published import facts  # noqa: PLC0415 - because only answers need the facts
        from compliance.probes.collect import collect_all  # noqa: PLC0415 - what looks at nothing needs no network
        from compliance.probes.errors import CredentialUnusable, HubUnavailable  # noqa: PLC0415
        from compliance.probes.target import Target  # noqa: PLC0415

        recorded = [(dossier.record, dossier.documents_by_service()) for dossier in dossiers if dossier.record]
        targets = [Target(record, documents, self.network.reads) for record, documents in recorded]
        ending = self.ending
        try:
            return collect_all(
                targets,
                self.network,
                self._counted(len(targets)),
                facts=facts(started.date()),
                judge=_judge(self.network),
                is_ended=(lambda: ending.is_wanted) if ending is not None else None,
                on_seen=self._kept(dossiers, started),
            )
        except HubUnavailable as error:
            raise HubError(error.message) from error
        except CredentialUnusable as error:
            raise UsageError(error.message) from None  # because what it comes from may show the secret

    def _counted(self, total: int) -> Callable[[str], None]:
        numbers = count(1)

        def on_done(name: str) -> None:
            if self.on_progress is not None:
                self.on_progress(Progress(next(numbers), total, name))

        return on_done

    def _kept(self, dossiers: Sequence[Dossier], started: datetime) -> "Callable[[str, Collected], None] | None":
        keeping = self.keeping
        if keeping is None:
            return None
        by_id = {dossier.id: dossier for dossier in dossiers}

        def on_seen(name: str, seen: "Collected") -> None:
            self.done[name] = seen, self._completed(by_id[name], seen, started)
            keeping.keep(self.done[name][1])

        return on_seen

    def _completed(self, dossier: Dossier, seen: "Collected", started: datetime) -> Dossier:
        hub = self.network.hub
        loaded = tuple(seen_copies(dossier, seen.documents, self.reading.limits))
        return replace(
            dossier,
            copies=(*dossier.copies, *(each for each in loaded if isinstance(each, DocumentCopy))),
            observations=seen.observations,
            gaps=(*dossier.gaps, *seen.gaps, *(each for each in loaded if isinstance(each, Gap))),
            sought=seen.sought,
            collected_at=started,
            vantage=self.vantage,
            hub_channel=hub.channel if hub is not None else None,
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
