"""One record in the log of an exchange."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Final

from compliance.model.dataclass import dataclass
from compliance.model.location import Place
from compliance.model.text import Coded, Message, Value

_OUTCOMES: Final[Mapping[str, Message]] = {
    "succeeded": Message.of("succeeded"),
    "failed": Message.of("failed"),
    "refused": Message.of("was refused"),
    "pending": Message.of("not finished yet"),
    "unknown": Message.of("not known"),
}


class Side(Coded):
    """Whose log it is: of who asked, or of who answered."""

    CONSUMER = "consumer", Message.of("consumer")
    PROVIDER = "provider", Message.of("provider")


class Content(Coded):
    """What no log may hold in clear."""

    BODY = "body", Message.of("the body of a message")
    CITIZEN_ID = "citizen-id", Message.of("a citizen id")
    PERSON_NAME = "person-name", Message.of("the name of a person")
    CREDENTIAL = "credential", Message.of("a credential")


@dataclass(frozen=True, slots=True)
class ClearContent:
    """A field of a log record that holds in clear what it must not; its value is not kept."""

    field: str
    content: Content


@dataclass(frozen=True, slots=True)
class Transaction:
    """One exchange as one side has logged it, without its content; what the log does not say is None.

    `log` is the address of the log. `sizes` are the bytes of request and answer, `digest` that of the message.
    `complete_until` is the moment up to which the log said, when it was read, that it holds everything.
    `is_evidenced` says whether the signed container can be had and names the message, None if that is not known (yet).
    `action` is what was done: the method.
    """

    log: str
    side: Side
    message_id: str | None = None
    logged_at: datetime | None = None
    client: str | None = None
    service: str | None = None
    agreement: str | None = None
    purpose: str | None = None
    outcome: str | None = None
    sizes: tuple[int, int] | None = None
    duration_ms: int | None = None
    digest: str | None = None
    in_clear: tuple[ClearContent, ...] = ()
    complete_until: datetime | None = None
    is_evidenced: bool | None = None
    looked_at: datetime | None = None
    action: str | None = None

    @property
    def at(self) -> Place:
        steps = (self.message_id, self.side) if self.message_id else (self.side,)
        return Place(self.log).child(*steps)

    @property
    def order(self) -> tuple[str, ...]:
        logged = self.logged_at.isoformat() if self.logged_at else ""
        return (self.log, logged, self.message_id or "", self.side, self.client or "", self.service or "")

    @property
    def fact(self) -> str:
        named, client, service, outcome = (
            part or "-" for part in (self.message_id, self.client, self.service, self.outcome)
        )
        return f"{named} {self.side}: {client} → {service} {outcome}"

    @property
    def said_outcome(self) -> Value:
        """The outcome in words; as the log writes it if that is no known one, a dash if there is none."""
        return _OUTCOMES.get(self.outcome or "", self.outcome or "-")

    def evidence(self) -> Iterator[Message]:
        yield Message.of("asked the log {log}", log=self.log)
        yield Message.of("side: {side}", side=self.side)
        yield Message.of("message id: {id}", id=self.message_id or "-")
        yield Message.of("logged at: {time}", time=self.logged_at or "-")
        yield Message.of("as client: {client}", client=self.client or "-")
        yield Message.of("service: {service}", service=self.service or "-")
        yield Message.of("agreement: {agreement}", agreement=self.agreement or "-")
        yield Message.of("purpose: {purpose}", purpose=self.purpose or "-")
        yield Message.of("outcome: {outcome}", outcome=self.said_outcome)
        request, answer = self.sizes or ("-", "-")
        yield Message.of("bytes: {request} asked, {answer} answered", request=request, answer=answer)
