"""What an answer bears of a hub of the X-Road kind: whose message it is, and whose error."""

from compliance.model.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class HubMarks:
    """Fields of one answer by which a hub is known; each None if the answer has it not.

    `message_id` is its X-Road-Id, or the id in a member of its own, whose name is then the `field`. `error` is the code
    in X-Road-Error, `body_code` the code in the body of an error, which X-Road calls its type.
    """

    message_id: str | None = None
    error: str | None = None
    body_code: str | None = None
    field: str = "X-Road-Id"
