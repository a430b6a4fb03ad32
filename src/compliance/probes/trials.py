"""Trials: documented reads, each repeated with one thing wrong, where the owner consents or a rehearsal is meant."""

from collections.abc import AsyncIterator, Collection, Iterator, Sequence
from typing import Final

from compliance.model.dataclass import dataclass
from compliance.model.derived.tried_read import is_guarded, untried
from compliance.model.gap import Gap
from compliance.model.location import Place
from compliance.model.observation import HttpExchange, Trial, Wrong
from compliance.model.openapi.operation import Operation
from compliance.model.record import Record
from compliance.model.remedy import Remedy
from compliance.model.text import VIET_NAM
from compliance.probes.answers import Asked, exchange_of, refused
from compliance.probes.consent import Allowance, allowance
from compliance.probes.context import ProbeContext
from compliance.probes.correlation import correlation_id
from compliance.probes.credential_reference import Variant
from compliance.probes.errors import CircuitOpen, HandshakeBroken, NoAnswer, ProbeError
from compliance.probes.input_trials import input_trials
from compliance.probes.net.credential import Credential
from compliance.probes.net.http_client import Permit, Request, send
from compliance.probes.net.tls_context import all_versions
from compliance.probes.ordinary_read import Made, Read, read_once
from compliance.probes.planned_trial import Carried, PlannedTrial
from compliance.probes.probe import Found, Probe
from compliance.probes.sample_requests import Pairs, hidden
from compliance.probes.target import Endpoint, Target
from compliance.probes.trial_credentials import Untried, credential_of
from compliance.probes.trial_plan import TrialPlan, plan_of, reads_of

_TRIAL: Final = frozenset({Trial.__name__})
_MOST_TRIED_FIRST: Final = 10


@dataclass(frozen=True, slots=True)
class ServiceToTry:
    """One service; what is tried of it hangs on what the run was given, and is planned when the look begins."""

    endpoint: Endpoint
    record: Record
    reads: int

    @property
    def at(self) -> Place:
        return self.endpoint.at


def _plan(target: Target) -> Iterator[ServiceToTry]:
    for endpoint in target.endpoints:
        yield ServiceToTry(endpoint, target.record, target.reads)


async def _look(planned: ServiceToTry, context: ProbeContext) -> AsyncIterator[Found]:
    reads = reads_of(planned.endpoint, planned.record, planned.reads)
    first = reads[:_MOST_TRIED_FIRST] if _allowed(planned, context).admits_trials else []
    made = [await read_once(read, context) for read in first]
    # because a read that fails with nothing wrong shows nothing when something is
    failing = {read.shown for read, each in zip(reads, made, strict=False) if not each.is_success}
    plan = planned_for(planned, reads, failing, context)
    for gap in plan.gaps:
        yield gap
    for number, each in enumerate(plan.trials):
        try:
            found = await _tried(plan, each, context)
        except CircuitOpen as error:
            rest = frozenset(untried(late.wrong) for late in plan.trials[number:])
            yield error.gap(rest, plan.at)
            return
        except ProbeError as error:
            found = error.gap(frozenset({untried(each.wrong)}), Place(each.shown))
        if found is not None:
            yield found


def planned_for(
    planned: ServiceToTry, reads: Sequence[Read], failing: Collection[str], context: ProbeContext
) -> TrialPlan:
    """Return what is tried of a service in this run; nothing is sent for it.

    `failing` are the addresses of reads that fail with nothing wrong: they come last, and get no wrong input.
    """
    allowed = _allowed(planned, context)
    instances = context.facts.instances if context.facts is not None else None

    def has(operation: Operation, variant: Variant) -> bool:
        return context.wallet.has(planned.endpoint.service.id, operation, variant)

    best_first = sorted(reads, key=lambda read: read.shown in failing)
    sound = [read for read in reads if read.shown not in failing]

    def inputs(endpoint: Endpoint, _: Sequence[Read]) -> Iterator[PlannedTrial]:
        return input_trials(endpoint, sound or reads, has=has, instances=instances)

    return plan_of(planned.endpoint, planned.record, allowed, has, best_first, inputs)


def _allowed(planned: ServiceToTry, context: ProbeContext) -> Allowance:
    return allowance(planned.record, context.settings.mode, context.clock().astimezone(VIET_NAM).date())


async def _tried(plan: TrialPlan, each: PlannedTrial, context: ProbeContext) -> Found | None:
    """Make one trial; None where what is at hand is nothing of which it can be made."""
    usual = await read_once(each.usual, context) if each.usual is not None else None
    try:
        credential = await credential_of(each.carried, plan.service, each.url, each.operation, context)
    except Untried as error:
        if error.message is None:
            return None
        hides = frozenset({untried(each.wrong)})
        return Gap(hides, plan.at, error.message, is_failure=False, remedy=Remedy.GIVE_A_CREDENTIAL)
    exchange = await _exchange(plan, each, credential, context)
    status = _usual_status(usual, is_guarded=is_guarded(each.operation, plan.service))
    return Trial(exchange, each.wrong, status, subject=each.subject)


def _usual_status(made: Made | None, *, is_guarded: bool) -> int | None:
    """Return what the read was answered with nothing wrong; None if it was not made, or lacked what it wants."""
    seen = made.attempt if made is not None else None
    if not isinstance(seen, HttpExchange) or (is_guarded and seen.credential is None):
        return None
    return seen.status


async def _exchange(
    plan: TrialPlan, each: PlannedTrial, credential: Credential | None, context: ProbeContext
) -> HttpExchange:
    usual = (correlation_id(each.operation),)
    request = request_of(each, credential, plan.permit, usual)
    named = {name for name, _ in (*each.named, *usual)}
    asked = Asked(
        each.shown,
        plan.service,
        plan.record,
        each.operation,
        each.method,
        credential.kind if credential is not None else None,
        (*usual, *each.named, *hidden(tuple(pair for pair in request.headers if pair[0] not in named))),
        credential.secrets if credential is not None else (),
    )
    try:
        answer = await send(request, all_versions(), context.settings.body_limit, context.network)
    except (HandshakeBroken, NoAnswer):
        if each.carried is not Carried.NOTHING or each.wrong is not Wrong.NO_CREDENTIAL:
            raise
        # because a server that demands a certificate ends the conversation before it begins
        return refused(asked, "no answer without credentials", context)
    return exchange_of(asked, answer, context)


def request_of(each: PlannedTrial, credential: Credential | None, permit: Permit | None, usual: Pairs = ()) -> Request:
    """Return the request of a trial; raises `ValueError` for what nobody permitted. Pure."""
    sample = each.usual.sample if each.usual is not None else None
    ours = {name.lower() for name, _ in usual}
    own = tuple(pair for pair in each.headers if pair[0].lower() not in ours)
    names = ours.union(name.lower() for name, _ in own)
    beside = sample.headers if sample is not None and each.wrong is not Wrong.MISSING_INPUT else ()
    headers = (*usual, *own, *(pair for pair in beside if pair[0].lower() not in names))
    return Request(each.method, each.url, headers, each.content, permit, credential)


PROBE: Final = Probe(_TRIAL, _plan, _look)
