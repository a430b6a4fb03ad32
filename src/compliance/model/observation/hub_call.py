"""One documented read through the hub, by a client that may call."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Final

from compliance.model.dataclass import dataclass
from compliance.model.location import Place
from compliance.model.text import Message

_DENIED: Final = "accessdenied"
_ORIGINS: Final[Mapping[str, Message]] = {
    "caller": Message.of("the caller itself"),
    "consumer-gateway": Message.of("the gateway of the caller"),
    "provider-gateway": Message.of("the gateway of the provider"),
    "provider": Message.of("the service"),
    "platform": Message.of("the hub"),
    "network": Message.of("the network"),
    "unknown": Message.of("not known"),
}


@dataclass(frozen=True, slots=True)
class HubCall:
    """One read through the hub and whose answer it was. No body is kept, only its size.

    `service` is the identifier in slash form, `path` the documented path, `documented` the statuses its operation
    names. `origin` says who answered: `provider`, `provider-gateway`, `consumer-gateway` … ; `code` is the hub's, None
    if the provider itself answered.
    """

    hub: str
    service: str
    client: str
    method: str
    path: str
    status: int | None
    origin: str = "provider"
    code: str | None = None
    documented: tuple[str, ...] = ()
    operation: Place | None = None
    message_id: str | None = None
    body_size: int = 0
    looked_at: datetime | None = None

    @property
    def at(self) -> Place:
        return Place(f"{self.hub}/r1/{self.service}{self.path}")

    @property
    def order(self) -> tuple[str, ...]:
        return (self.at.uri, self.method, self.client)

    @property
    def fact(self) -> str:
        return f"{self.client}: {self.method} → {self.status or '-'} ({self.code or self.origin})"

    @property
    def is_denied(self) -> bool:
        """Whether it was refused because the caller has no right: the service is there, and is not to blame."""
        return _DENIED in (self.code or "").replace("_", "").lower()

    def evidence(self) -> Iterator[Message]:
        yield Message.of("{method} {url}", method=self.method, url=self.at.uri)
        yield Message.of("as client: {client}", client=self.client)
        yield Message.of("status: {status}", status=self.status or "-")
        yield Message.of("answered by: {origin}", origin=_ORIGINS.get(self.origin, self.origin))
        if self.code:
            yield Message.of("code: {code}", code=self.code)
        if self.message_id:
            yield Message.of("message id: {id}", id=self.message_id)
        yield Message.of("body: {size} bytes, not kept", size=self.body_size)
