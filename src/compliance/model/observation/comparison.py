"""Two looks that differ in one thing."""

from collections.abc import Iterator
from datetime import datetime

from compliance.model.dataclass import dataclass
from compliance.model.location import Place
from compliance.model.observation.certificate import Certificate
from compliance.model.observation.http_exchange import HttpExchange
from compliance.model.observation.tls_handshake import TlsHandshake
from compliance.model.text import Coded, Message

Compared = HttpExchange | TlsHandshake | Certificate


class Difference(Coded):
    """The one thing in which two looks differ."""

    START_OF_CHANGE = "start-of-change", Message.of("the start of the changes asked for")
    VALIDATOR = "validator", Message.of("the validator sent (ETag or Last-Modified)")
    ENCODING = "encoding", Message.of("the encoding asked for")
    ADDRESS = "address", Message.of("the address")


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What a list gave, and what was left of it when a later start of change was asked for.

    `records` are the digests of the records of each. `too_old` counts records of the second that had changed before
    the start, None if they do not say when they changed. `is_whole` says that the first are all records of the list.
    """

    records: tuple[tuple[str, ...], tuple[str, ...]]
    too_old: int | None = None
    is_whole: bool = False

    @property
    def added(self) -> frozenset[str]:
        """The records that came only when fewer were asked for."""
        first, second = self.records
        return frozenset(second).difference(first)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two looks, and in what they differ. `values` says how: `("", "gzip")`, `("192.0.2.1", "2001:db8::1")`.

    `narrowing` tells of the lists in the two answers, None if they were not read as lists of known records.
    """

    difference: Difference
    first: Compared
    second: Compared
    values: tuple[str, str] = ("", "")
    narrowing: Narrowing | None = None

    @property
    def at(self) -> Place:
        return self.second.at

    @property
    def looked_at(self) -> datetime | None:
        return self.second.looked_at

    @property
    def order(self) -> tuple[str, ...]:
        return (*self.first.order, self.difference, *self.values)

    @property
    def fact(self) -> str:
        return f"{self.first.fact} | {self.second.fact}"

    def evidence(self) -> Iterator[Message]:
        first, second = (value or "-" for value in self.values)
        template = "looked twice, differing in {difference}: {first}, {second}"
        yield Message.of(template, difference=self.difference, first=first, second=second)
        yield from self.first.evidence()
        yield from self.second.evidence()
        if self.narrowing is not None:
            counts = [len(records) for records in self.narrowing.records]
            yield Message.of("records: {first}, then {second}", first=counts[0], second=counts[1])
