"""Hold what is known in the middle of a call, for the policies that decide on its next attempt."""

from dataclasses import dataclass, field

from ndxp_sdk._concurrency.deadline import Deadline
from ndxp_sdk._pipeline.client_state import ClientState
from ndxp_sdk._pipeline.prepared_call import PreparedCall
from ndxp_sdk.errors import NdxpError


@dataclass(slots=True, repr=False)
class Progress:
    """A call between two attempts.

    `authorization` is the token in use, None if there is none. `refusal` is the failure with which a token was refused,
    `last` that of the attempt before. `maybe_sent`: whether an attempt may have reached the provider.
    """

    call: PreparedCall
    state: ClientState
    deadline: Deadline = field(init=False)
    attempts: int = 0
    authorization: str | None = None
    has_renewed: bool = False
    refusal: NdxpError | None = None
    last: NdxpError | None = None
    maybe_sent: bool = False

    def __post_init__(self) -> None:
        self.deadline = Deadline(self.call.timeout)
