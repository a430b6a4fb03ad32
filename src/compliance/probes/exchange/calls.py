"""One call through the hub, and what came back as an observation. Nothing but GET is ever sent."""

from typing import TYPE_CHECKING, Final

from compliance.model.dataclass import dataclass, replace
from compliance.model.observation import HubCall
from compliance.model.text import Message
from compliance.probes.context import ProbeContext
from compliance.probes.exchange.planned import documented
from compliance.probes.hub.access import HubDialect
from compliance.probes.hub.caller import Caller
from compliance.probes.hub.client import Hub
from compliance.probes.hub.problems import CodeInBody, problem_of
from compliance.probes.hub.witness import Witnessed
from compliance.probes.sample_requests import Sample
from ndxp_sdk.errors import AccessDenied, Facts, NdxpError, UpstreamFailure

if TYPE_CHECKING:
    from ndxp_sdk._operations.exchange.call import ExchangeOptions

# How adapters and provincial gateways wrap what a service says: `error_code`, where 0 is a success
_ENVELOPE: Final = "adapter"
# What the SDK says of an answer without a message id, or with that of another call
_UNTIED: Final = frozenset({"answer-unmarked", "answer-foreign"})


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of a call: the observation, and the error of the SDK, None if the service itself answered.

    `seen` is what its answer bore, None if none came.
    """

    call: HubCall
    error: NdxpError | None = None
    seen: Witnessed | None = None

    @property
    def digest(self) -> str | None:
        """The SHA-256 of the body, None unless the service answered well."""
        return self.seen.digest if self.seen is not None and self.error is None else None

    @property
    def is_evidence(self) -> bool:
        """Whether the service, its gateway or the access list answered; whatever else fails is a failed look."""
        return self.error is None or isinstance(self.error, AccessDenied | UpstreamFailure)

    @property
    def is_refusal(self) -> bool:
        """Whether the client was refused for want of rights."""
        return isinstance(self.error, AccessDenied)


async def called(hub: Hub, identifier: str, sample: Sample, caller: Caller, context: ProbeContext) -> Answered:
    """Ask for a read in the name of a client; whatever comes is an answer."""
    return await asked_of(caller, caller.call(hub.access.url, identifier, sample.shown, hub.paths), sample, context)


async def asked_of(caller: Caller, call: HubCall, sample: Sample, context: ProbeContext) -> Answered:
    """Make a call as it is described."""
    call = replace(call, documented=documented(sample), operation=sample.operation.at)
    named: ExchangeOptions = {"client": call.client} if caller.route.dialect.names_its_client else {}
    try:
        answer = await caller.connection.exchange.call(call.service, "GET", sample.path, **named)
    except NdxpError as error:
        return _failed(caller, replace(call, looked_at=context.clock()), error)
    seen = caller.witness.seen.pop(answer.ids.message_id or "", None)
    made = replace(
        call,
        status=answer.status,
        message_id=answer.ids.message_id if caller.carries_message_ids else None,
        body_size=len(answer.content),
        looked_at=context.clock(),
        marks=seen.marks if seen is not None else None,
    )
    # because what looks like a success of a gateway may be an error by the code in its body
    told = answer.result(_ENVELOPE) if answer.is_success and not caller.carries_message_ids else None
    if told is not None and told.ok is False:
        hidden = CodeInBody("", Facts(status=answer.status, code=told.code, origin="unknown"))
        return Answered(replace(made, origin="unknown", code=told.code), hidden, seen)
    return Answered(made, seen=seen)


def _failed(caller: Caller, call: HubCall, error: NdxpError) -> Answered:
    seen = caller.witness.seen.pop(error.ids.message_id or "", None)
    marks = seen.marks if seen is not None else None
    call = replace(call, message_id=error.ids.message_id if caller.carries_message_ids else None)
    is_of_service = marks is not None and marks.error is None
    if seen is not None and seen.is_of_hub and is_of_service and error.code in _UNTIED:
        # because a hub that loses the id has passed the answer on all the same
        return Answered(replace(call, status=seen.status, body_size=seen.size, marks=marks), seen=seen)
    failed = replace(call, status=error.status, origin=_origin(caller, error), code=error.code, marks=marks)
    return Answered(failed, error, seen)


def _origin(caller: Caller, error: NdxpError) -> str:
    """Return whose answer it was: a gateway tells in its own words that the service gave none."""
    is_of_gateway = caller.route.dialect is HubDialect.GATEWAY and isinstance(error, UpstreamFailure)
    return "provider-gateway" if is_of_gateway and error.origin == "provider" else error.origin


def refusal_of(hub: Hub, client: str, error: NdxpError) -> Message:
    """Return why a call came to nothing."""
    template = "the hub {hub} did not let {client} through: {problem}"
    return Message.of(template, hub=hub.access.url, client=client, problem=problem_of(error))
