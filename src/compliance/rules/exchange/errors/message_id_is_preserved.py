"""An answer carries the message id of its request.

Broken: The answer does not carry the message id of its request

The id ties an answer to its request and to the logs of both sides; without it nobody can prove which call was answered.

To mend it, hand on `X-Road-Id`, or the `MaYeuCau` that a call has among its own parameters, from the request to the
service, to the log and to the answer.

Shows the answer to one read. Does not show what the service keeps of the id; the log of its side does.
"""

from collections.abc import Iterator

from compliance.model.observation import HubCall, HubMarks
from compliance.model.observation.hub_call import XROAD
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.exchange.errors._errors import CALL


def is_marked_success(call: HubCall) -> bool:
    """Return whether the service answered well, over a hub of the X-Road kind, or where no id is carried."""
    is_success = call.status is not None and 200 <= call.status < 300
    if call.dialect != XROAD:
        return call.is_ordinary and is_success
    return call.wrong is None and is_success and call.marks is not None and call.message_id is not None


@rule("ND278-2025.D13", "ND278-2025.D4.K2", "GP.PR-REST", when=is_marked_success)
def message_id_is_preserved(call: HubCall) -> Iterator[Violation | Unknown]:
    if not call.carries_message_id:
        yield Unknown("a call by {dialect} carries no message id", at=call, dialect=call.said_dialect)
    elif call.marks is None:
        yield Unknown("the answer has no member for the id of its request", at=call)
    elif call.marks.message_id is None:
        template = "the answer carries no {name}; that of its request is required"
        yield Violation(template, at=call, name=call.marks.field)
    elif call.marks.message_id != call.message_id:
        yield Violation("the answer carries the {name} of another request", at=call, name=call.marks.field)


_BY_ITSELF = HubMarks("m-1", field="maYeuCau")
GOOD = [
    HubCall(*CALL, 200, message_id="m-1", marks=HubMarks("m-1")),
    HubCall(*CALL, 200, message_id="m-1", marks=_BY_ITSELF, dialect="gateway"),
]
BAD = {
    "the answer carries no X-Road-Id; that of its request is required": (
        HubCall(*CALL, 200, message_id="m-1", marks=HubMarks())
    ),
    "the answer carries the X-Road-Id of another request": (
        HubCall(*CALL, 200, message_id="m-1", marks=HubMarks("m-2"))
    ),
    "the answer carries the maYeuCau of another request": (
        HubCall(*CALL, 200, message_id="m-2", marks=_BY_ITSELF, dialect="gateway")
    ),
}
UNKNOWN = [
    HubCall(*CALL, 200, dialect="gateway"),
    HubCall(*CALL, 200, dialect="adapter"),
    HubCall(*CALL, 200, message_id="m-1", dialect="gateway"),
]
IRRELEVANT = [
    HubCall(*CALL, 200, message_id="m-1"),
    HubCall(*CALL, 500, "provider-gateway", message_id="m-1", marks=HubMarks()),
]
