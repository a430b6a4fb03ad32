"""One documented read through the hub for each service: by a client that may, and by one that may not."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from compliance.model.observation import AccessTrial, Gap, HubCall
from compliance.model.openapi.document import Document
from compliance.model.place import Place
from compliance.model.record import Record, Service
from compliance.model.text import Message
from compliance.probes.errors import HubSilent
from compliance.probes.hub import Hub, listed_as
from compliance.probes.network import Network
from compliance.probes.probe import Finding, Probe
from compliance.probes.samples import Sample, samples
from compliance.probes.target import Target
from ndxp_sdk.errors import AccessDenied, NdxpError, UpstreamFailure

if TYPE_CHECKING:
    from ndxp_sdk import ExchangeResponse

_CALL: Final = frozenset({HubCall.__name__})
_TRIAL: Final = frozenset({AccessTrial.__name__})


@dataclass(frozen=True, slots=True)
class Question:
    """A service of a record, and the read that its document lets us ask; null where there is none."""

    record: Record
    service: Service
    sample: Sample | None
    documented: tuple[str, ...]

    @property
    def at(self) -> Place:
        return self.service.at


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came back: status and who answered; `error` is null where an answer of the service came."""

    status: int | None
    origin: str
    code: str | None
    message_id: str | None
    size: int
    error: NdxpError | None = None


def _plan(target: Target) -> Iterator[Question]:
    for service in target.record.listed_services():
        document = target.documents.get(service.id)
        sample = next(iter(samples(document, most=1)), None) if document is not None else None
        yield Question(target.record, service, sample, _documented(document, sample))


def _documented(document: Document | None, sample: Sample | None) -> tuple[str, ...]:
    operations = document.nodes.operations if document is not None and sample is not None else ()
    asked = (operation for operation in operations if sample is not None and operation.at == sample.operation)
    answers = (operation.node.get("responses") for operation in asked)
    return tuple(str(status) for each in answers if each is not None for status in each.mapping)


async def _look(question: Question, network: Network) -> AsyncIterator[Finding]:
    if network.hub is not None:
        async for finding in _looked(question, network.hub, network):
            yield finding


async def _looked(question: Question, hub: Hub, network: Network) -> AsyncIterator[Finding]:
    if question.sample is None or hub.access.client is None:
        yield Gap(_CALL | _TRIAL, question.at, _hindrance(question, hub), is_failure=False)
        return
    try:
        identifier = await _identifier(question, hub)
    except HubSilent as error:
        yield Gap(_CALL | _TRIAL, question.at, error.message)
        return
    if identifier is None:
        message = Message.of("the hub lists no service {service} to call", service=question.service.id)
        yield Gap(_CALL | _TRIAL, question.at, message, is_failure=False)
        return
    yield await _granted(question, question.sample, hub, identifier, network)
    yield await _stranger(question, question.sample, hub, identifier, network)


def _hindrance(question: Question, hub: Hub) -> Message:
    if hub.access.client is None:
        return Message.of("no client was named as which the hub could be called; use --hub-client")
    return Message.of("no documented read of service {service} could be asked", service=question.service.id)


async def _identifier(question: Question, hub: Hub) -> str | None:
    system = await hub.system_of(question.record)
    listed = listed_as(question.service, await hub.services_of(system)) if system is not None else None
    return str(listed.id) if listed is not None else None


async def _granted(question: Question, sample: Sample, hub: Hub, identifier: str, network: Network) -> Finding:
    client = hub.access.client or ""
    outcome = await _asked(hub, identifier, sample, client)
    if outcome.error is not None and not isinstance(outcome.error, UpstreamFailure):
        return Gap(_CALL, question.at, _failed(hub, client, outcome.error))
    return _call(question, HubCall(hub.access.url, identifier, client, "GET", sample.shown, None), outcome, network)


async def _stranger(question: Question, sample: Sample, hub: Hub, identifier: str, network: Network) -> Finding:
    client = hub.access.stranger
    if client is None:
        message = Message.of("no client without an agreement was named; use --hub-stranger")
        return Gap(_TRIAL, question.at, message, is_failure=False)
    outcome = await _asked(hub, identifier, sample, client)
    is_refusal = isinstance(outcome.error, AccessDenied)
    if outcome.error is not None and not is_refusal:
        return Gap(_TRIAL, question.at, _failed(hub, client, outcome.error))
    asked = HubCall(hub.access.url, identifier, client, "GET", sample.shown, None)
    return AccessTrial(_call(question, asked, outcome, network), is_refusal)


def _call(question: Question, asked: HubCall, outcome: Outcome, network: Network) -> HubCall:
    return replace(
        asked,
        status=outcome.status,
        origin=outcome.origin,
        code=outcome.code,
        documented=question.documented,
        operation=question.sample.operation if question.sample else None,
        message_id=outcome.message_id,
        body_size=outcome.size,
        looked_at=network.clock(),
    )


async def _asked(hub: Hub, identifier: str, sample: Sample, client: str) -> Outcome:
    try:
        answer = await hub.client.exchange.call(identifier, "GET", sample.path, client=client)
    except NdxpError as error:
        return Outcome(error.status, error.origin, error.code, error.ids.message_id, 0, error)
    return _outcome(answer)


def _outcome(answer: "ExchangeResponse") -> Outcome:
    return Outcome(answer.status, "provider", None, answer.ids.message_id, len(answer.content))


def _failed(hub: Hub, client: str, error: NdxpError) -> Message:
    template = "the hub {hub} did not let {client} through: {problem}"
    return Message.of(template, hub=hub.access.url, client=client, problem=error.message[:300])


PROBE: Final = Probe(_CALL | _TRIAL, _plan, _look)
