"""An answer carries the message id of its request.

Broken: The answer does not carry the message id of its request

The id ties an answer to its request and to the logs of both sides; without it nobody can prove which call was answered.

To mend it, hand on `X-Road-Id` from the request to the service, to the log and to the answer.

Shows the answer to one read. Does not show what the service keeps of the id; the log of its side does.
"""

from collections.abc import Iterator

from compliance.model.observation import HubCall, HubMarks
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.exchange.errors._errors import CALL


def is_marked_success(call: HubCall) -> bool:
    """Return whether the service answered well, over a hub of the X-Road kind, or where no id is carried."""
    is_success = call.status is not None and 200 <= call.status < 300
    is_marked = call.marks is not None and call.message_id is not None
    return call.wrong is None and is_success and (is_marked or not call.carries_message_id)


@rule("ND278-2025.D13", "ND278-2025.D4.K2", "GP.PR-REST", when=is_marked_success)
def message_id_is_preserved(call: HubCall) -> Iterator[Violation | Unknown]:
    if not call.carries_message_id:
        yield Unknown("a call by {dialect} carries no message id", at=call, dialect=call.said_dialect)
        return
    answered = call.marks.message_id if call.marks is not None else None
    if answered is None:
        yield Violation("the answer carries no X-Road-Id; that of its request is required", at=call)
    elif answered != call.message_id:
        yield Violation("the answer carries the X-Road-Id of another request", at=call)


GOOD = [HubCall(*CALL, 200, message_id="m-1", marks=HubMarks("m-1"))]
BAD = {
    "the answer carries no X-Road-Id; that of its request is required": (
        HubCall(*CALL, 200, message_id="m-1", marks=HubMarks())
    ),
    "the answer carries the X-Road-Id of another request": (
        HubCall(*CALL, 200, message_id="m-1", marks=HubMarks("m-2"))
    ),
}
UNKNOWN = [HubCall(*CALL, 200, dialect="gateway"), HubCall(*CALL, 200, dialect="adapter")]
IRRELEVANT = [
    HubCall(*CALL, 200, message_id="m-1"),
    HubCall(*CALL, 500, "provider-gateway", message_id="m-1", marks=HubMarks()),
]
