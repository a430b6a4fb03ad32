"""All looks at one target, and at many targets side by side."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any, Final, TypeAlias

from compliance.model.answers.answered import Conformance
from compliance.model.crash import crash_gap
from compliance.model.dataclass import dataclass, replace
from compliance.model.facts import Facts
from compliance.model.family import Family
from compliance.model.gap import Gap
from compliance.model.location import Place
from compliance.model.observation import OBSERVATIONS, LinkCheck, Observation
from compliance.model.subject import KINDS
from compliance.model.text import Message
from compliance.probes.context import Clock, ProbeContext, probe_context, utc_now
from compliance.probes.hub.opening import open_hub
from compliance.probes.net.address import system_addresses
from compliance.probes.net.resolver import Resolver
from compliance.probes.probe import Found, Look, Probe, SeenDocument, all_probes
from compliance.probes.sampled_read import without_failures
from compliance.probes.settings import NetworkSettings
from compliance.probes.target import Target

_BETWEEN_QUESTIONS: Final = 0.1


@dataclass(frozen=True, slots=True)
class Collected:
    """What was seen of one target and what was not, in an order that does not depend on who answered first.

    `sought` names the kinds of observation that were looked for. `documents` are not loaded yet.
    """

    observations: tuple[Observation, ...]
    gaps: tuple[Gap, ...]
    sought: frozenset[str]
    documents: tuple[SeenDocument, ...] = ()


OnSeen: TypeAlias = Callable[[str, Collected], None]


def collect_all(  # noqa: PLR0913 - the circumstances of a run
    targets: Iterable[Target],
    settings: NetworkSettings,
    on_done: Callable[[str], None],
    *,
    facts: Facts | None = None,
    judge: Conformance | None = None,
    clock: Clock = utc_now,
    resolver: Resolver = system_addresses,
    is_ended: Callable[[], bool] | None = None,
    on_seen: OnSeen | None = None,
) -> dict[str, Collected]:
    """Look at `settings.platforms` targets at a time; `on_done` gets the slug of each as it is finished.

    `on_seen` gets with it what was seen; where in the end nobody answered at all, failures among it are none.

    Bodies are read with `facts`; without them nothing is held to a schema. `judge` holds them to their documents, None
    for the usual one. Once `is_ended`, which is asked now and then, nothing further is looked at, and each target that
    is not finished has a gap. Returns what was collected by slug, in the order of the targets. Must not be called from
    a running event loop.
    """
    context = probe_context(settings, facts=facts, judge=judge, clock=clock, resolver=resolver)
    return asyncio.run(_with_hub(tuple(targets), context, _both(on_done, on_seen), is_ended))


def _both(on_done: Callable[[str], None], on_seen: OnSeen | None) -> OnSeen:
    def finished(name: str, seen: Collected) -> None:
        if on_seen is not None:
            on_seen(name, seen)
        on_done(name)

    return finished


async def _with_hub(
    targets: Sequence[Target],
    context: ProbeContext,
    on_seen: OnSeen,
    is_ended: Callable[[], bool] | None,
) -> dict[str, Collected]:
    settings = context.settings
    async with open_hub(settings.hub, settings.ca_file, settings.timeout, settings.proxy) as hub:
        try:
            return await _all(targets, replace(context, hub=hub), on_seen, is_ended)
        finally:
            await context.network.idle.close()


async def _all(
    targets: Sequence[Target],
    context: ProbeContext,
    on_seen: OnSeen,
    is_ended: Callable[[], bool] | None,
) -> dict[str, Collected]:
    places = asyncio.Semaphore(context.settings.platforms)

    async def one(target: Target) -> Collected:
        async with places:
            looks = await _looked_at(target, context)
        on_seen(target.record.slug, looks)
        return looks

    tasks = [asyncio.ensure_future(one(target)) for target in targets]
    ended = asyncio.ensure_future(_end(tasks, is_ended)) if is_ended is not None else None
    done = await asyncio.gather(*tasks, return_exceptions=ended is not None)
    if ended is not None:
        ended.cancel()
    looks = [_seen(target, each) for target, each in zip(targets, done, strict=True)]
    if not context.network.limiter.was_answered:
        looks = [replace(seen, observations=without_failures(seen.observations)) for seen in looks]
    return {target.record.slug: seen for target, seen in zip(targets, looks, strict=True)}


async def _end(tasks: Iterable["asyncio.Task[Collected]"], is_ended: Callable[[], bool]) -> None:
    while not is_ended():  # noqa: ASYNC110 - because who is asked knows nothing of this loop
        await asyncio.sleep(_BETWEEN_QUESTIONS)
    for task in tasks:
        task.cancel()


def _seen(target: Target, looks: Collected | BaseException) -> Collected:
    """Return what was seen of a target, a gap if the run was ended before; raises whatever else ended it."""
    if isinstance(looks, asyncio.CancelledError):
        message = Message.of("it was not looked at: the run was ended before")
        gap = Gap(frozenset({Family.ENDPOINT, Family.EXCHANGE}), target.record.at, message)
        return Collected((), (gap,), frozenset())
    if isinstance(looks, BaseException):
        raise looks
    return looks


async def _looked_at(target: Target, context: ProbeContext) -> Collected:
    """Look at one target; if that crashes it is not seen, and the others are."""
    try:
        return await look_at(target, context)
    except Exception as error:  # noqa: BLE001 - whatever is in one record, the others are looked at
        gap = crash_gap(error, target.record.at, frozenset({Family.ENDPOINT, Family.EXCHANGE}))
        return Collected((), (gap,), frozenset())


async def look_at(target: Target, context: ProbeContext, probes: Sequence[Probe[Any]] | None = None) -> Collected:
    """Make every look that the probes, all known ones by default, plan for the target.

    A probe that crashes leaves a gap; the others go on.
    """
    sights = _sights(context.hub is not None) if probes is None else _Sights.of(probes)
    context = replace(context, wallet=context.wallet.of_platform(target.record.slug))
    # because links stand in the record, whether it has the address of a service or not
    found: list[Found] = list(target.gaps(sights.of_endpoints - {LinkCheck.__name__}))
    looks: list[tuple[Probe[Any], Look]] = []
    for probe in sights.probes:
        try:
            looks.extend((probe, look) for look in tuple(probe.plan(target)))
        except Exception as error:  # noqa: BLE001 - a bug in one probe must not end the others
            found.append(_crash(probe, target.record.at, error))
    for found_by in await asyncio.gather(*(_perform(probe, look, context) for probe, look in looks)):
        found.extend(found_by)
    gaps = {each for each in found if isinstance(each, Gap)}
    documents = (each for each in found if isinstance(each, SeenDocument))
    observations = (each for each in found if not isinstance(each, Gap | SeenDocument))
    return Collected(
        observations=tuple(sorted(observations, key=_order)),
        gaps=tuple(sorted(gaps, key=_order_of_gaps)),
        sought=sights.all if context.hub is not None else sights.of_endpoints,
        documents=tuple(sorted(documents, key=lambda seen: (seen.service, seen.origin))),
    )


@dataclass(frozen=True, slots=True)
class _Sights:
    """Some probes, and the kinds of observation that they can bring: of all, and of endpoints."""

    probes: tuple[Probe[Any], ...]
    all: frozenset[str]
    of_endpoints: frozenset[str]

    @classmethod
    def of(cls, probes: Sequence[Probe[Any]]) -> "_Sights":
        sees = frozenset[str]().union(*(probe.sees for probe in probes))
        of_endpoints = sees.intersection(kind.name for kind in KINDS if kind.family is Family.ENDPOINT)
        return cls(tuple(probes), sees, of_endpoints)


@cache
def _sights(has_hub: bool) -> _Sights:
    """Return what every probe can see, without a hub those that ask none."""
    return _Sights.of([probe for probe in all_probes() if has_hub or not probe.asks_a_hub])


async def _perform(probe: Probe[Any], look: Look, context: ProbeContext) -> list[Found]:
    found: list[Found] = []
    try:
        async for each in probe.look(look, context):
            found.append(each)  # noqa: PERF401 - what was seen before a crash is kept
    except Exception as error:  # noqa: BLE001 - a bug in one look must not end the others
        found.append(_crash(probe, look.at, error))
    return found


def _crash(probe: Probe[Any], at: Place, error: Exception) -> Gap:
    """Return the gap that a crashed probe leaves.

    Only the kind of the error is named: its text may hold what was received.
    """
    message = Message.of(
        "the probe {probe} crashed with {error}; this is an error of the checker",
        probe=probe.name,
        error=type(error).__name__,
    )
    return Gap(probe.sees, at, message)


def _order(seen: Observation) -> tuple[int, tuple[str, ...]]:
    return (OBSERVATIONS.index(type(seen)), seen.order)


def _order_of_gaps(gap: Gap) -> tuple[Place, str, list[str]]:
    return gap.place, str(gap.message), sorted(gap.hides)
