"""An address that the record gives, and what answered there."""

from collections.abc import Iterator
from datetime import datetime

from compliance.model.dataclass import dataclass
from compliance.model.location import Place
from compliance.model.text import Coded, Message, Value


class LinkFailure(Coded):
    """Why no answer came. Only the name that nobody knows says something of the address itself."""

    UNKNOWN_NAME = "unknown-name", Message.of("the name is not known")
    UNREACHABLE = "unreachable", Message.of("not reachable")
    NO_TLS = "no-tls", Message.of("the TLS handshake failed")


@dataclass(frozen=True, slots=True)
class LinkAnswer:
    """What one look met at the end of all redirections: a status with its media type, or why there is none."""

    looked_at: datetime
    status: int | None = None
    media_type: str | None = None
    failure: LinkFailure | None = None

    @property
    def is_gone(self) -> bool:
        """Whether nothing is there: 404, 410, or a name that nobody knows. All else may be the way or the moment."""
        return self.status in {404, 410} or self.failure is LinkFailure.UNKNOWN_NAME

    @property
    def is_there(self) -> bool:
        """Whether the address gave what it leads to."""
        return self.status is not None and 200 <= self.status < 300

    @property
    def said(self) -> Value:
        """The answer as sentences name it."""
        return self.status or self.failure or "-"

    def __str__(self) -> str:
        return str(self.said)


@dataclass(frozen=True, slots=True)
class LinkCheck:
    """An address, the field of the record that holds it, and one answer for each look, in the order of time."""

    url: str
    field: Place
    answers: tuple[LinkAnswer, ...]

    @property
    def at(self) -> Place:
        """The field: what is wrong with a link is mended in the record."""
        return self.field

    @property
    def looked_at(self) -> datetime | None:
        return self.answers[-1].looked_at if self.answers else None

    @property
    def order(self) -> tuple[str, ...]:
        return (self.field.uri, self.field.pointer, self.url)

    @property
    def fact(self) -> str:
        return f"GET {self.url} → {', '.join(map(str, self.answers)) or '-'}"

    def evidence(self) -> Iterator[Message]:
        yield Message.of("{method} {url}", method="GET", url=self.url)
        for answer in self.answers:
            yield Message.of("{time}: {answer}", time=answer.looked_at, answer=answer.said)
