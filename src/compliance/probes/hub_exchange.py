"""One documented read through the hub for each service: by a client that may, and by one that may not."""

from collections.abc import AsyncIterator, Iterator
from typing import TYPE_CHECKING, Final

from compliance.model.dataclass import dataclass, replace
from compliance.model.gap import Gap
from compliance.model.location import Place
from compliance.model.observation import AccessTrial, HubCall
from compliance.model.openapi.document import Document
from compliance.model.record import Record, Service
from compliance.model.remedy import Remedy
from compliance.model.text import Message
from compliance.probes.context import ProbeContext
from compliance.probes.errors import HubUnavailable
from compliance.probes.hub.client import Hub, find_listed
from compliance.probes.hub.problems import problem_of
from compliance.probes.probe import Found, Probe
from compliance.probes.sample_requests import Sample, samples
from compliance.probes.target import Target
from ndxp_sdk.errors import AccessDenied, NdxpError, UpstreamFailure

if TYPE_CHECKING:
    from ndxp_sdk import ExchangeResponse

_CALL: Final = frozenset({HubCall.__name__})
_TRIAL: Final = frozenset({AccessTrial.__name__})
_MOST_TRIED: Final = 100


@dataclass(frozen=True, slots=True)
class PlannedCall:
    """A service of a record, and the read that its document lets us send; None if there is none."""

    record: Record
    service: Service
    sample: Sample | None
    documented: tuple[str, ...]

    @property
    def at(self) -> Place:
        return self.service.at


@dataclass(frozen=True, slots=True)
class Attempt:
    """What came back: status and who answered; `error` is None if the service itself answered."""

    status: int | None
    origin: str
    code: str | None
    message_id: str | None
    size: int
    error: NdxpError | None = None


def _plan(target: Target) -> Iterator[PlannedCall]:
    for service in target.record.listed_services():
        document = target.documents.get(service.id)
        found = samples(document, most=_MOST_TRIED) if document is not None else ()
        # because a call through a hub takes an address, and only what is said to exist is asked for in another's name
        sample = next((each for each in found if not each.headers and not each.is_invented), None)
        yield PlannedCall(target.record, service, sample, _documented(document, sample))


def _documented(document: Document | None, sample: Sample | None) -> tuple[str, ...]:
    operations = document.nodes.operations if document is not None and sample is not None else ()
    sampled = (operation for operation in operations if sample is not None and operation.at == sample.operation.at)
    answers = (operation.node.get("responses") for operation in sampled)
    return tuple(str(status) for each in answers if each is not None for status in each.mapping)


async def _look(planned: PlannedCall, context: ProbeContext) -> AsyncIterator[Found]:
    if context.hub is not None:
        async for found in _attempts(planned, context.hub, context):
            yield found


async def _attempts(planned: PlannedCall, hub: Hub, context: ProbeContext) -> AsyncIterator[Found]:
    if planned.sample is None or hub.access.client is None:
        yield _hindrance(planned, hub)
        return
    try:
        identifier = await _identifier(planned, hub)
    except HubUnavailable as error:
        yield error.gap(_CALL | _TRIAL, planned.at)
        return
    if identifier is None:
        message = Message.of("the hub lists no service {service} to call", service=planned.service.id)
        yield Gap(_CALL | _TRIAL, planned.at, message, is_failure=False)
        return
    yield await _granted(planned, planned.sample, hub, identifier, context)
    yield await _stranger(planned, planned.sample, hub, identifier, context)


def _hindrance(planned: PlannedCall, hub: Hub) -> Gap:
    hides = _CALL | _TRIAL
    if hub.access.client is None:
        message = Message.of("no client was named as which the hub could be called")
        return Gap(hides, planned.at, message, is_failure=False, remedy=Remedy.NAME_A_CLIENT)
    message = Message.of("no documented read of service {service} could be asked", service=planned.service.id)
    return Gap(hides, planned.at, message, is_failure=False)


async def _identifier(planned: PlannedCall, hub: Hub) -> str | None:
    system = await hub.system_of(planned.record)
    listed = find_listed(planned.service, await hub.services_of(system)) if system is not None else None
    return str(listed.id) if listed is not None else None


async def _granted(planned: PlannedCall, sample: Sample, hub: Hub, identifier: str, context: ProbeContext) -> Found:
    client = hub.access.client or ""
    attempt = await _attempt(hub, identifier, sample, client)
    if attempt.error is not None and not isinstance(attempt.error, UpstreamFailure):
        return Gap(_CALL, planned.at, _failed(hub, client, attempt.error))
    return _call(planned, HubCall(hub.access.url, identifier, client, "GET", sample.shown, None), attempt, context)


async def _stranger(planned: PlannedCall, sample: Sample, hub: Hub, identifier: str, context: ProbeContext) -> Found:
    client = hub.access.stranger
    if client is None:
        message = Message.of("no client without an agreement was named")
        return Gap(_TRIAL, planned.at, message, is_failure=False, remedy=Remedy.NAME_A_STRANGER)
    attempt = await _attempt(hub, identifier, sample, client)
    is_refusal = isinstance(attempt.error, AccessDenied)
    if attempt.error is not None and not is_refusal:
        return Gap(_TRIAL, planned.at, _failed(hub, client, attempt.error))
    call = HubCall(hub.access.url, identifier, client, "GET", sample.shown, None)
    return AccessTrial(_call(planned, call, attempt, context), is_refusal)


def _call(planned: PlannedCall, call: HubCall, attempt: Attempt, context: ProbeContext) -> HubCall:
    return replace(
        call,
        status=attempt.status,
        origin=attempt.origin,
        code=attempt.code,
        documented=planned.documented,
        operation=planned.sample.operation.at if planned.sample else None,
        message_id=attempt.message_id,
        body_size=attempt.size,
        looked_at=context.clock(),
    )


async def _attempt(hub: Hub, identifier: str, sample: Sample, client: str) -> Attempt:
    try:
        answer = await hub.client.exchange.call(identifier, "GET", sample.path, client=client)
    except NdxpError as error:
        return Attempt(error.status, error.origin, error.code, error.ids.message_id, 0, error)
    return _answered(answer)


def _answered(answer: "ExchangeResponse") -> Attempt:
    return Attempt(answer.status, "provider", None, answer.ids.message_id, len(answer.content))


def _failed(hub: Hub, client: str, error: NdxpError) -> Message:
    template = "the hub {hub} did not let {client} through: {problem}"
    return Message.of(template, hub=hub.access.url, client=client, problem=problem_of(error))


PROBE: Final = Probe(_CALL | _TRIAL, _plan, _look)
