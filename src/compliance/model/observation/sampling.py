"""Many looks at one address, spread over time."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from math import ceil

from compliance.model.dataclass import dataclass
from compliance.model.location import Place
from compliance.model.text import Message


@dataclass(frozen=True, slots=True)
class Sample:
    """One of the looks: when, the status, and the milliseconds to the last byte, both None if nothing answered."""

    looked_at: datetime
    status: int | None = None
    elapsed_ms: int | None = None

    @property
    def is_answered(self) -> bool:
        """Whether the service did its work: a refusal of the caller is an answer, an error of the server is none."""
        return self.status is not None and self.status < 500


@dataclass(frozen=True, slots=True)
class Sampling:
    """Looks in the order of time. `operation` is the documented read that was sent, None for the bare address."""

    url: str
    samples: tuple[Sample, ...]
    operation: Place | None = None

    @classmethod
    def regular(cls, url: str, begins: datetime, every: timedelta, statuses: str, elapsed_ms: int = 100) -> "Sampling":
        """Return looks at equal distances, one sign each, as in `"2" * 99 + "5"`: the first digit, or a hyphen."""
        moments = ((begins + number * every, sign) for number, sign in enumerate(statuses))
        samples = (
            Sample(moment) if sign == "-" else Sample(moment, int(sign) * 100, elapsed_ms) for moment, sign in moments
        )
        return cls(url, tuple(samples))

    @property
    def at(self) -> Place:
        return Place(self.url)

    @property
    def looked_at(self) -> datetime | None:
        return self.samples[-1].looked_at if self.samples else None

    @property
    def spread(self) -> timedelta:
        """The time from the first look to the last."""
        return self.samples[-1].looked_at - self.samples[0].looked_at if self.samples else timedelta()

    @property
    def answered(self) -> int:
        """The number of looks that were answered."""
        return sum(sample.is_answered for sample in self.samples)

    def elapsed_ms(self, percent: int) -> int | None:
        """Return the milliseconds within which that share of the answers came (nearest rank), None without answers."""
        taken = sorted(sample.elapsed_ms for sample in self.samples if sample.elapsed_ms is not None)
        return taken[max(0, ceil(len(taken) * percent / 100) - 1)] if taken else None

    @property
    def order(self) -> tuple[str, ...]:
        return (self.url, str(self.operation))

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
