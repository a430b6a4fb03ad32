"""One documented read through the hub."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Final

from compliance.model.dataclass import dataclass
from compliance.model.location import Place
from compliance.model.observation.hub_marks import HubMarks
from compliance.model.observation.passage import Passage
from compliance.model.observation.trial import Wrong
from compliance.model.text import Message, Value

XROAD: Final = "xroad"
_DENIED: Final = "accessdenied"
_DIALECTS: Final[Mapping[str, Message]] = {
    XROAD: Message.of("the protocol of X-Road"),
    "adapter": Message.of("the adapter convention of NDXP"),
    "gateway": Message.of("an API gateway"),
}
_ORIGINS: Final[Mapping[str, Message]] = {
    "caller": Message.of("the caller itself"),
    "consumer-gateway": Message.of("the gateway of the caller"),
    "provider-gateway": Message.of("the gateway of the provider"),
    "provider": Message.of("the service"),
    "platform": Message.of("the hub"),
    "network": Message.of("the network"),
    "unknown": Message.of("not known"),
}


def said_dialect(dialect: str) -> Value:
    """Return how services are called in a dialect, in words; as it is written if it is none that is known."""
    return _DIALECTS.get(dialect, dialect)


@dataclass(frozen=True, slots=True)
class HubCall:
    """One read through the hub and whose answer it was. No body is kept, only its size.

    `service` is the identifier in slash form, `path` the documented path, `documented` the statuses its operation
    names. `origin` says who answered: `provider`, `provider-gateway`, `consumer-gateway` … ; `code` is the hub's, None
    if the provider itself answered. `marks` are what the answer bears of the hub, None if it bears nothing of it.
    `wrong` is the one thing wrong on purpose, None for an ordinary read. `passage` compares its answer with that of
    the service itself, None if nobody compared. `dialect` is how it was called, `address` where, None for that of
    X-Road at the hub; `is_certified` says that a certificate of the client was at hand for the connection.
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
    marks: HubMarks | None = None
    wrong: Wrong | None = None
    passage: Passage | None = None
    dialect: str = XROAD
    address: str | None = None
    is_certified: bool = False

    @property
    def at(self) -> Place:
        return Place(self.address or f"{self.hub}/r1/{self.service}{self.path}")

    @property
    def carries_message_id(self) -> bool:
        """Whether it has an id that ties an answer to its call: by its dialect, or among its own parameters."""
        return self.dialect == XROAD or self.message_id is not None

    @property
    def said_dialect(self) -> Value:
        """The dialect in which it was called, in words."""
        return said_dialect(self.dialect)

    @property
    def is_ordinary(self) -> bool:
        """Whether it is the plain read of a service, not one that was made to compare or to provoke an error."""
        return self.wrong is None and self.passage is None

    @property
    def order(self) -> tuple[str, ...]:
        return (self.at.uri, self.method, self.client, self.wrong or "", self.passage.parameter if self.passage else "")

    @property
    def fact(self) -> str:
        return f"{self.client}: {self.method} → {self.status or '-'} ({self.code or self.origin})"

    @property
    def is_answered(self) -> bool:
        """Whether the service itself answered with success."""
        return self.origin == "provider" and self.status is not None and 200 <= self.status < 300

    @property
    def is_denied(self) -> bool:
        """Whether it was refused because the caller has no right: the service is there, and is not to blame."""
        return _DENIED in (self.code or "").replace("_", "").lower()

    def evidence(self) -> Iterator[Message]:
        yield Message.of("{method} {url}", method=self.method, url=self.at.uri)
        if self.dialect != XROAD:
            yield Message.of("called by: {dialect}", dialect=self.said_dialect)
        yield Message.of("as client: {client}", client=self.client)
        if self.is_certified:
            yield Message.of("with a certificate of the client at hand (mutual TLS)")
        yield Message.of("status: {status}", status=self.status or "-")
        yield Message.of("answered by: {origin}", origin=_ORIGINS.get(self.origin, self.origin))
        if self.code:
            yield Message.of("code: {code}", code=self.code)
        if self.wrong is not None:
            yield Message.of("the one thing wrong: {wrong}", wrong=self.wrong)
        if self.message_id:
            yield Message.of("message id: {id}", id=self.message_id)
        if self.marks is not None:
            yield from self._told(self.marks)
        yield Message.of("body: {size} bytes, not kept", size=self.body_size)
        if self.passage is not None:
            yield from self._compared(self.passage)

    @staticmethod
    def _told(marks: HubMarks) -> Iterator[Message]:
        yield Message.of("{name} of the answer: {id}", name=marks.field, id=marks.message_id or "-")
        if marks.error is not None or marks.body_code is not None:
            yield Message.of("X-Road-Error: {code}", code=marks.error or "-")
            yield Message.of("code in the body: {code}", code=marks.body_code or "-")

    @staticmethod
    def _compared(passage: Passage) -> Iterator[Message]:
        yield Message.of("SHA-256 through the hub: {digest}", digest=passage.through)
        yield Message.of(
            "SHA-256 through the hub without {name}: {digest}", name=passage.parameter, digest=passage.through_without
        )
        yield Message.of("SHA-256 of the service itself: {digest}", digest=passage.direct)
        yield Message.of(
            "SHA-256 of the service itself without {name}: {digest}",
            name=passage.parameter,
            digest=passage.direct_without,
        )
