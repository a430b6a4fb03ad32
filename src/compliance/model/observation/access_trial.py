"""One read through the hub by a client that is registered and has no agreement."""

from collections.abc import Iterator
from datetime import datetime

from compliance.model.dataclass import dataclass
from compliance.model.location import Place
from compliance.model.observation.hub_call import HubCall
from compliance.model.text import Message


@dataclass(frozen=True, slots=True)
class AccessTrial:
    """A call that should be refused. `is_refusal_of_access` tells want of rights from any other failure."""

    call: HubCall
    is_refusal_of_access: bool = False

    @property
    def at(self) -> Place:
        return self.call.at

    @property
    def looked_at(self) -> datetime | None:
        return self.call.looked_at

    @property
    def order(self) -> tuple[str, ...]:
        return self.call.order

    @property
    def fact(self) -> str:
        return self.call.fact

    def evidence(self) -> Iterator[Message]:
        yield Message.of("asked as a client without an agreement")
        yield from self.call.evidence()
