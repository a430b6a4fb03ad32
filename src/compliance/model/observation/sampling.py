"""Many looks at one address, spread over time."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from math import ceil
from typing import Final

from compliance.model.dataclass import dataclass, replace
from compliance.model.location import Place
from compliance.model.text import Coded, Message, local_day

_YEAR: Final = timedelta(days=365)


class SampleFailure(Coded):
    """Why a look was not answered, where that tells of the service and not of the way to it."""

    REFUSED = "refused", Message.of("the connection was refused")
    BROKEN = "broken", Message.of("the connection ended before the answer did")
    SILENT = "silent", Message.of("no answer came")


@dataclass(frozen=True, slots=True)
class Sample:
    """One of the looks: when, the status, and the milliseconds to the last byte, both None if nothing answered.

    `asks_to_wait` says that the server knew what it did: it asked for less, or said when to come again.
    """

    looked_at: datetime
    status: int | None = None
    elapsed_ms: int | None = None
    failure: SampleFailure | None = None
    asks_to_wait: bool = False

    @property
    def is_answered(self) -> bool:
        """Whether the service did its work: a refusal of the caller is an answer, an error of the server is none."""
        return self.status is not None and self.status < 500

    @property
    def gave_data(self) -> bool:
        """Whether the answer was one of success, whose time is that of the work and not of a refusal."""
        return self.status is not None and 200 <= self.status < 300 and self.elapsed_ms is not None


@dataclass(frozen=True, slots=True)
class Sampling:
    """Looks in the order of time. `operation` is the documented read that was sent, None for the bare address.

    `service` is the id of the service in the record. `vantage` is from where it was looked, None if that is not known.
    """

    url: str
    samples: tuple[Sample, ...]
    operation: Place | None = None
    service: str = ""
    vantage: str | None = None

    @property
    def at(self) -> Place:
        return Place(self.url)

    @property
    def looked_at(self) -> datetime | None:
        return self.samples[-1].looked_at if self.samples else None

    @property
    def days(self) -> int:
        """The number of days, as people in Viet Nam count them, on which there was a look."""
        return len({local_day(sample.looked_at) for sample in self.samples})

    @property
    def answered(self) -> int:
        """The number of looks that were answered."""
        return sum(sample.is_answered for sample in self.samples)

    def elapsed_ms(self, percent: int) -> int | None:
        """Return the milliseconds within which that share of the answers came (nearest rank), None without answers."""
        taken = sorted(sample.elapsed_ms for sample in self.samples if sample.elapsed_ms is not None)
        return taken[max(0, ceil(len(taken) * percent / 100) - 1)] if taken else None

    def spaced(self, counts: Callable[[Sample], bool]) -> "Sampling":
        """Return those looks of the last year that count, the first of each hour.

        Looks of one hour meet one and the same outage: they are no more evidence than one of them.
        """
        first: dict[datetime, Sample] = {}
        for sample in self.samples:
            if self.samples[-1].looked_at - sample.looked_at <= _YEAR and counts(sample):
                first.setdefault(sample.looked_at.replace(minute=0, second=0, microsecond=0), sample)
        return replace(self, samples=tuple(first.values()))

    @property
    def order(self) -> tuple[str, ...]:
        return (self.url, str(self.operation), self.service, self.vantage or "")

    @property
    def fact(self) -> str:
        return f"GET × {len(self.samples)} → {self.answered}"

    def evidence(self) -> Iterator[Message]:
        yield Message.of("{method} {url}", method="GET", url=self.url)
        if self.samples:
            begins, ends = (self.samples[index].looked_at for index in (0, -1))
            yield Message.of("looked from {begins} to {ends}", begins=begins, ends=ends)
        yield Message.of("looks: {count}, answered: {answered}", count=len(self.samples), answered=self.answered)
        if (usual := self.elapsed_ms(95)) is not None:
            yield Message.of("95 of 100 answers came within {milliseconds} ms", milliseconds=usual)
