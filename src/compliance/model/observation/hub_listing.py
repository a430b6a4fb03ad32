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

    `owner`, `version` and `description` are what the entry names: the agency, the version on offer, the address of the
    description; each None if it names none. `is_read_whole` says whether they were looked for. `owner_code` is the code
    of the owner in the record, None if the record gives none.
    """

    hub: str
    service: str
    system: str
    identifier: str | None
    state: str | None = None
    is_declared: bool = True
    looked_at: datetime | None = None
    owner: str | None = None
    version: str | None = None
    description: str | None = None
    is_read_whole: bool = False
    owner_code: str | None = None

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
    def member_code(self) -> str | None:
        """The code of the member under whom the hub lists the system; None if the hub knows no such system."""
        parts = self.system.split("/")
        return parts[2] if len(parts) > 3 else None

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
        if self.is_read_whole:
            yield Message.of("owner in the catalogue: {owner}", owner=self.owner or "-")
            yield Message.of("version in the catalogue: {version}", version=self.version or "-")
            yield Message.of("description in the catalogue: {address}", address=self.description or "-")
        if self.owner_code:
            yield Message.of("code of the owner in the record: {code}", code=self.owner_code)
