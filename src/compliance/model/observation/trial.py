"""One documented read repeated with exactly one thing wrong."""

from collections.abc import Iterator
from datetime import datetime

from compliance.model.dataclass import dataclass
from compliance.model.location import Place
from compliance.model.observation.http_exchange import HttpExchange
from compliance.model.text import Coded, Message


class Wrong(Coded):
    """The one thing that is wrong; the rest of the request is as in the read that it repeats."""

    NO_CREDENTIAL = "no-credential", Message.of("no credentials are sent")
    UNREADABLE_TOKEN = "unreadable-token", Message.of("the token cannot be read")
    EXPIRED_TOKEN = "expired-token", Message.of("the token has expired")
    ALTERED_SIGNATURE = "altered-signature", Message.of("the signature of the token was altered")
    NO_SIGNATURE = "no-signature", Message.of("the token is not signed")
    FOREIGN_AUDIENCE = "foreign-audience", Message.of("the token was issued for another service")
    MISSING_SCOPE = "missing-scope", Message.of("the token lacks the scope")
    FOREIGN_RECORD = "foreign-record", Message.of("the record asked for is one that the caller may not see")
    SPOOFED_CLIENT = "spoofed-client", Message.of("the caller claims to be another client")
    TWO_CLIENTS = "two-clients", Message.of("the caller names two clients")
    UNDOCUMENTED_METHOD = "undocumented-method", Message.of("the method is not documented")
    WRONG_TYPE = "wrong-type", Message.of("a value is of the wrong type")
    OVERLONG_VALUE = "overlong-value", Message.of("a value is longer than allowed")
    BROKEN_BODY = "broken-body", Message.of("the body is damaged")

    @property
    def is_input(self) -> bool:
        """Whether it is something that the schema of the operation refuses."""
        return self in {Wrong.WRONG_TYPE, Wrong.OVERLONG_VALUE, Wrong.BROKEN_BODY}


@dataclass(frozen=True, slots=True)
class Trial:
    """An exchange that should be refused, and what is wrong with it.

    `usual_status` is what the same read answered with nothing wrong, None if it was not made: a refusal shows more
    beside a success. `is_open` says that document or record marks the operation as open data.
    """

    exchange: HttpExchange
    wrong: Wrong
    usual_status: int | None = None
    is_open: bool = False

    @property
    def at(self) -> Place:
        return self.exchange.at

    @property
    def status(self) -> int | None:
        """The status of the answer; None if the connection was refused, as by a handshake that wants a certificate."""
        return self.exchange.status

    @property
    def gave_data(self) -> bool:
        """Whether the answer is a success that has a body."""
        return self.status is not None and 200 <= self.status < 300 and self.exchange.body_size > 0

    @property
    def looked_at(self) -> datetime | None:
        return self.exchange.looked_at

    @property
    def order(self) -> tuple[str, ...]:
        return (*self.exchange.order, self.wrong)

    @property
    def fact(self) -> str:
        return f"{self.exchange.fact}; {self.wrong}"

    def evidence(self) -> Iterator[Message]:
        yield Message.of("the one thing wrong: {wrong}", wrong=self.wrong)
        if self.usual_status is not None:
            yield Message.of("status with nothing wrong: {status}", status=self.usual_status)
        yield from self.exchange.evidence()
