"""What the hub's catalogue says of one service."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Final

from compliance.model.dataclass import dataclass
from compliance.model.location import Place
from compliance.model.text import Message, Value

_STATES: Final[Mapping[str, Message]] = {
    "draft": Message.of("draft"),
    "pending_approval": Message.of("pending approval"),
    "published": Message.of("published"),
    "suspended": Message.of("suspended"),
    "deprecated": Message.of("deprecated"),
    "archiving": Message.of("being archived"),
    "archived": Message.of("archived"),
}


@dataclass(frozen=True, slots=True)
class HubListing:
    """One service of a record, looked up at the hub under the platform's member and subsystem.

    `hub` is the address of the hub, `service` the id in the record, `system` the subsystem in slash form.
    `identifier` and `state` are what the catalogue says, None if it lists no such service.
    `is_declared` tells whether the record declares a connection over the hub.
    """

    hub: str
    service: str
    system: str
    identifier: str | None
    state: str | None = None
    is_declared: bool = True
    looked_at: datetime | None = None

    @property
    def at(self) -> Place:
        return Place(f"{self.hub}/catalog/v1/services?system={self.system}")

    @property
    def order(self) -> tuple[str, ...]:
        return (self.hub, self.system, self.service)

    @property
    def fact(self) -> str:
        return f"{self.system} {self.service} → {self.identifier or '-'} {self.state or ''}".rstrip()

    @property
    def said_state(self) -> Value:
        """The state in words; as the catalogue writes it if that is no known one, a dash if there is none."""
        return _STATES.get(self.state or "", self.state or "-")

    def evidence(self) -> Iterator[Message]:
        yield Message.of("asked the catalogue of {hub}", hub=self.hub)
        yield Message.of("system: {system}", system=self.system)
        yield Message.of("service of the record: {service}", service=self.service)
        yield Message.of("listed as: {identifier}", identifier=self.identifier or "-")
        if self.state:
            yield Message.of("state: {state}", state=self.said_state)
