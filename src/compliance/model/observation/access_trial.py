"""One read through the hub by a client of which it is known whether it may call."""

from collections.abc import Iterator
from datetime import datetime

from compliance.model.dataclass import dataclass
from compliance.model.location import Place
from compliance.model.observation.hub_call import HubCall
from compliance.model.text import Coded, Message


class Attempt(Coded):
    """Who asks. All but a client with an agreement should be refused."""

    STRANGER = "stranger", Message.of("asked as a client without an agreement")
    WITHDRAWN = "withdrawn", Message.of("asked as a client whose agreement was withdrawn")
    GRANTED = "granted", Message.of("asked as a client with an agreement")
    FOREIGN_ADDRESS = "foreign-address", Message.of("asked for the service at an address that it never registered")


@dataclass(frozen=True, slots=True)
class AccessTrial:
    """A call by such a client. `is_refusal_of_access` tells want of rights from any other failure.

    `is_agreed` says whether the catalogue knows an agreement that lets the client call, None if it does not tell.
    """

    call: HubCall
    is_refusal_of_access: bool = False
    attempt: Attempt = Attempt.STRANGER
    is_agreed: bool | None = None

    @property
    def at(self) -> Place:
        return self.call.at

    @property
    def looked_at(self) -> datetime | None:
        return self.call.looked_at

    @property
    def order(self) -> tuple[str, ...]:
        return (*self.call.order, self.attempt)

    @property
    def fact(self) -> str:
        return f"{self.call.fact}; {self.attempt}"

    @property
    def gave_data(self) -> bool:
        """Whether the service itself answered with a success that has a body."""
        status = self.call.status
        return status is not None and 200 <= status < 300 and self.call.body_size > 0

    def evidence(self) -> Iterator[Message]:
        yield self.attempt.said
        yield from self.call.evidence()
