"""One documented read repeated with exactly one thing wrong."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from compliance.model.dataclass import dataclass
from compliance.model.location import Place
from compliance.model.observation.http_exchange import HttpExchange
from compliance.model.text import Coded, Message

_NO_DATA: Final = "no_data"


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
    MISSING_INPUT = "missing-input", Message.of("a required value is missing")
    WRONG_TYPE = "wrong-type", Message.of("a value is of the wrong type")
    OUT_OF_BOUNDS = "out-of-bounds", Message.of("a value lies outside of its bounds")
    OVERLONG_VALUE = "overlong-value", Message.of("a value is longer than allowed")
    WRONG_FORM = "wrong-form", Message.of("a value is not in its form")
    UNLISTED_VALUE = "unlisted-value", Message.of("a value is none of those that are listed")
    UNKNOWN_ID = "unknown-id", Message.of("there is nothing with the identifier")
    BROKEN_BODY = "broken-body", Message.of("the body is damaged")
    WRONG_CONTENT_TYPE = "wrong-content-type", Message.of("the body is of another media type")
    OVERSIZE_BODY = "oversize-body", Message.of("the body is far too large")

    @property
    def is_refused_by_schema(self) -> bool:
        """Whether it is something that the document of the operation refuses."""
        return self.is_input and self not in {Wrong.UNKNOWN_ID, Wrong.OVERSIZE_BODY}

    @property
    def is_body(self) -> bool:
        """Whether it is in the body, so that the same request with nothing wrong could change data."""
        return self in {Wrong.BROKEN_BODY, Wrong.WRONG_CONTENT_TYPE, Wrong.OVERSIZE_BODY}

    @property
    def is_input(self) -> bool:
        """Whether it is in what the operation is given, not in who gives it."""
        return self in _INPUTS


_INPUTS: Final = frozenset(tuple(Wrong)[tuple(Wrong).index(Wrong.MISSING_INPUT) :])


@dataclass(frozen=True, slots=True)
class Trial:
    """An exchange that should be refused, and what is wrong with it.

    `usual_status` is what the same read answered with nothing wrong, None if it was not made: a refusal shows more
    beside a success. `is_open` says that document or record marks the operation as open data. `subject` tells trials of
    one kind apart, such as the parameter that is wrong.
    """

    exchange: HttpExchange
    wrong: Wrong
    usual_status: int | None = None
    is_open: bool = False
    subject: str = ""

    @property
    def at(self) -> Place:
        return self.exchange.at

    @property
    def status(self) -> int | None:
        """The status of the answer; None if the connection was refused, as by a handshake that wants a certificate."""
        return self.exchange.status

    @property
    def gave_data(self) -> bool:
        """Whether the answer is a success that has a body, and gives data as far as it was read."""
        if self.status is None or not 200 <= self.status < 300 or self.exchange.body_size == 0:
            return False
        reading = self.exchange.reading(_NO_DATA)
        return reading is None or not reading.remarks

    @property
    def looked_at(self) -> datetime | None:
        return self.exchange.looked_at

    @property
    def order(self) -> tuple[str, ...]:
        return (*self.exchange.order, self.wrong, self.subject)

    @property
    def fact(self) -> str:
        return f"{self.exchange.fact}; {self.wrong}"

    def evidence(self) -> Iterator[Message]:
        yield Message.of("the one thing wrong: {wrong}", wrong=self.wrong)
        if self.subject:
            yield Message.of("it is wrong in: {subject}", subject=self.subject)
        if self.usual_status is not None:
            yield Message.of("status with nothing wrong: {status}", status=self.usual_status)
        yield from self.exchange.evidence()
