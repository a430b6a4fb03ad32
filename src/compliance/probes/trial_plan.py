"""The trials of one service as data. Pure; nothing is sent here.

A plan has, beside the ordinary reads, 2 requests for each protected read, at most 6 more for each of the first three, 4
for the first alone, 2 with other methods, 20 of each kind of bad input and 3 with a bad body.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from compliance.model.dataclass import dataclass
from compliance.model.derived.tried_read import ALL_UNTRIED, is_guarded, untried
from compliance.model.gap import Gap
from compliance.model.location import Place
from compliance.model.observation import Wrong
from compliance.model.openapi.document import Document
from compliance.model.openapi.operation import Operation
from compliance.model.record import Record, Service
from compliance.model.remedy import Remedy
from compliance.model.text import Message
from compliance.probes.caller_trials import (
    VARIANTS,
    Has,
    caller_trials,
    is_on_the_hub,
    method_trials,
    scopes_of,
    takes_tokens,
)
from compliance.probes.consent import Allowance
from compliance.probes.credential_reference import Scheme, Variant
from compliance.probes.credentials.use import kinds_of, schemes_of
from compliance.probes.net.http_client import Permit
from compliance.probes.ordinary_read import Read, read_at
from compliance.probes.planned_trial import PlannedTrial
from compliance.probes.sample_requests import Sample, documented_reads, samples
from compliance.probes.target import Endpoint

_MOST_LOOKED_THROUGH: Final = 50


@dataclass(frozen=True, slots=True)
class TrialPlan:
    """All trials of one service, and why others are not made. `permit` lets methods beyond ordinary reads out."""

    at: Place
    service: Service
    record: Record
    trials: tuple[PlannedTrial, ...] = ()
    gaps: tuple[Gap, ...] = ()
    permit: Permit | None = None


def plan_of(
    endpoint: Endpoint,
    record: Record,
    allowance: Allowance,
    has: Has,
    reads: Sequence[Read],
    inputs: Callable[[Endpoint, Sequence[Read]], Iterable[PlannedTrial]],
) -> TrialPlan:
    """Return the plan for a service, an empty one if no read of it is documented.

    `has` tells which credentials are at hand, `reads` are those to repeat, the best first, and `inputs` makes trials of
    what an operation is given.
    """
    service, base = endpoint.service, endpoint.base
    if endpoint.document is None or not documented_reads(endpoint.document):
        return TrialPlan(endpoint.at, service, record)
    if not base.is_secure:
        return TrialPlan(endpoint.at, service, record, gaps=(_nothing_to_try(endpoint),))
    guarded = [read for read in reads if read.operation is not None and is_guarded(read.operation, service)]
    trials = [
        *caller_trials(guarded, record, has),
        *method_trials(endpoint, reads, has),
        *inputs(endpoint, reads),
    ]
    gaps = [*_missing(endpoint, guarded, has)] if guarded else []
    if not reads:
        gaps.append(_nothing_to_try(endpoint))
    if allowance.refusal is not None:
        return TrialPlan(endpoint.at, service, record, gaps=_refused(endpoint, trials, gaps, allowance.refusal))
    sendable = [each for each in trials if each.content is None or allowance.admits_unsafe_methods]
    if len(sendable) < len(trials):
        gaps.append(_only_in_staging(endpoint))
    return TrialPlan(endpoint.at, service, record, tuple(sendable), tuple(gaps), allowance.permit(base.server))


def reads_of(endpoint: Endpoint, record: Record, most: int) -> list[Read]:
    """Return the ordinary reads of a service, and one of a single thing if there is none among them."""
    document = endpoint.document
    if document is None or not endpoint.base.is_secure:
        return []
    known = endpoint.service.sample_values or {}
    chosen = list(samples(document, most, known))
    if not any("{" in each.operation.path for each in chosen):
        chosen += [each for each in _of_one_thing(document, endpoint) if each not in chosen][:1]
    return [read_at(endpoint, record, endpoint.base, sample) for sample in chosen]


def _of_one_thing(document: Document, endpoint: Endpoint) -> Iterator[Sample]:
    known = endpoint.service.sample_values or {}
    for sample in samples(document, most=_MOST_LOOKED_THROUGH, known=known):
        if "{" in sample.operation.path and is_guarded(sample.operation, endpoint.service):
            yield sample


def _missing(endpoint: Endpoint, guarded: Sequence[Read], has: Has) -> Iterator[Gap]:
    """Yield what cannot be tried because no such credential is at hand, with the reference to give."""
    first = guarded[0].operation
    if first is None:
        return
    prefix = next((kind.value for kind in _kinds_wanted(first)), Scheme.BEARER.value)
    if not has(first, Variant.USUAL):
        needed = {Wrong.TWO_CLIENTS} if is_on_the_hub(endpoint.service, guarded[0].record) else set()
        needed |= {Wrong.ALTERED_SIGNATURE, Wrong.NO_SIGNATURE} if takes_tokens(first) else set()
        template = (
            "no credential of service {service} is at hand, so that nothing could be made of it; give {reference}"
        )
        message = Message.of(template, service=endpoint.service.id, reference=f"{prefix}=env:NAME")
        yield Gap(
            frozenset(map(untried, needed)), endpoint.at, message, is_failure=False, remedy=Remedy.GIVE_A_CREDENTIAL
        )
    for wrong, variant in VARIANTS if takes_tokens(first) else ():
        can_be_made = wrong is Wrong.MISSING_SCOPE and (has(first, Variant.USUAL) or not scopes_of(first))
        if not can_be_made and not has(first, variant):
            yield missing(endpoint.at, wrong, f"{prefix}.{variant}")
    single = next((each.operation for each in guarded if each.operation and "{" in each.operation.path), None)
    if single is not None and not has(single, Variant.OTHER_CLIENT):
        yield missing(endpoint.at, Wrong.FOREIGN_RECORD, f"{prefix}.{Variant.OTHER_CLIENT}")


def _kinds_wanted(operation: Operation) -> Iterator[Scheme]:
    for scheme, _ in schemes_of(operation):
        yield from kinds_of(scheme)


def missing(at: Place, wrong: Wrong, reference: str) -> Gap:
    """Return the gap for a trial for which no credential is at hand."""
    template = "it was not tried whether a call is refused where {wrong}: give such a credential, {reference}=env:NAME"
    message = Message.of(template, wrong=wrong.said, reference=reference)
    return Gap(frozenset({untried(wrong)}), at, message, is_failure=False, remedy=Remedy.GIVE_A_CREDENTIAL)


def _refused(
    endpoint: Endpoint, trials: Sequence[PlannedTrial], gaps: Sequence[Gap], refusal: Message
) -> tuple[Gap, ...]:
    """Return the one gap for want of consent; what else is missing does not matter before there is any."""
    wrongs = {each.wrong for each in trials if each.content is None}
    hidden = frozenset(map(untried, wrongs)).union(*(gap.hides for gap in gaps))
    if not hidden:
        return ()
    template = "{refusal}: no read of service {service} was repeated with one thing wrong"
    message = Message.of(template, refusal=refusal, service=endpoint.service.id)
    return (Gap(hidden, endpoint.at, message, is_failure=False, remedy=Remedy.CONSENT_TO_TRIALS),)


def _only_in_staging(endpoint: Endpoint) -> Gap:
    """Return the gap for what only a staging environment bears; rules say that they do not show it elsewhere."""
    template = "no body was sent to service {service}: only a staging environment is sent what could change data"
    message = Message.of(template, service=endpoint.service.id)
    return Gap(frozenset(), endpoint.at, message, is_failure=False, remedy=Remedy.REHEARSE)


def _nothing_to_try(endpoint: Endpoint) -> Gap:
    template = "no documented read of service {service} could be repeated with one thing wrong over https"
    message = Message.of(template, service=endpoint.service.id)
    return Gap(ALL_UNTRIED, endpoint.at, message, is_failure=False)
