"""One call through the hub, and what came back as an observation. Nothing but GET is ever sent."""

from typing import TYPE_CHECKING, Final

from compliance.model.dataclass import dataclass, replace
from compliance.model.observation import HubCall
from compliance.model.text import Message
from compliance.probes.context import ProbeContext
from compliance.probes.exchange.planned import documented
from compliance.probes.hub.client import Hub
from compliance.probes.hub.problems import problem_of
from compliance.probes.hub.witness import Witnessed
from compliance.probes.sample_requests import Sample
from ndxp_sdk.errors import AccessDenied, NdxpError, UpstreamFailure

if TYPE_CHECKING:
    from ndxp_sdk import AsyncClient

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


async def called(hub: Hub, identifier: str, sample: Sample, client: str, context: ProbeContext) -> Answered:
    """Ask for a read in the name of a client; whatever comes is an answer."""
    call = HubCall(hub.access.url, identifier, client, "GET", sample.shown, None)
    return await asked_of(hub.client, hub, call, sample, context)


async def asked_of(client: "AsyncClient", hub: Hub, call: HubCall, sample: Sample, context: ProbeContext) -> Answered:
    """Make a call as it is described, with the client of one dialect."""
    call = replace(call, documented=documented(sample), operation=sample.operation.at)
    try:
        answer = await client.exchange.call(call.service, "GET", sample.path, client=call.client)
    except NdxpError as error:
        return _failed(hub, replace(call, message_id=error.ids.message_id, looked_at=context.clock()), error)
    seen = hub.witness.seen.pop(answer.ids.message_id or "", None)
    return Answered(
        replace(
            call,
            status=answer.status,
            message_id=answer.ids.message_id,
            body_size=len(answer.content),
            looked_at=context.clock(),
            marks=seen.marks if seen is not None else None,
        ),
        seen=seen,
    )


def _failed(hub: Hub, call: HubCall, error: NdxpError) -> Answered:
    seen = hub.witness.seen.pop(call.message_id or "", None)
    marks = seen.marks if seen is not None else None
    is_of_service = marks is not None and marks.error is None
    if seen is not None and seen.is_of_hub and is_of_service and error.code in _UNTIED:
        # because a hub that loses the id has passed the answer on all the same
        return Answered(replace(call, status=seen.status, body_size=seen.size, marks=marks), seen=seen)
    failed = replace(call, status=error.status, origin=error.origin, code=error.code, marks=marks)
    return Answered(failed, error, seen)


def refusal_of(hub: Hub, client: str, error: NdxpError) -> Message:
    """Return why a call came to nothing."""
    template = "the hub {hub} did not let {client} through: {problem}"
    return Message.of(template, hub=hub.access.url, client=client, problem=problem_of(error))
