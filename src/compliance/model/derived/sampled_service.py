"""A service of a record, beside the looks at its addresses over time."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Final

from compliance.model.dataclass import dataclass
from compliance.model.dossier import Dossier
from compliance.model.location import Place
from compliance.model.observation import Sample, Sampling
from compliance.model.record import Notice, Service
from compliance.model.record_form.service import ServiceLevel
from compliance.model.text import Message, local_day
from compliance.model.violation import Unknown

LOOKS: Final = 100
DAYS: Final = 7
"""How many looks at one address, and on how many days, say something of the service."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A time for which a stop was announced, both days included."""

    begins: date
    ends: date

    def holds(self, moment: datetime) -> bool:
        """Return whether the stop was to be expected then."""
        return self.begins <= local_day(moment) <= self.ends


@dataclass(frozen=True, slots=True)
class SampledService:
    """A service with its samplings, one for each address and vantage, and the stops that its owner announced."""

    service: Service
    samplings: tuple[Sampling, ...] = ()
    stops: tuple[Stop, ...] = ()

    @property
    def at(self) -> Place:
        return self.service.at

    @property
    def looked_at(self) -> datetime | None:
        moments = [each.looked_at for each in self.samplings if each.looked_at is not None]
        return max(moments, default=None)

    def evidence(self) -> Iterator[Message]:
        for sampling in self.samplings:
            yield from sampling.evidence()

    @property
    def promised(self) -> ServiceLevel:
        """The promise of the record, as far as it was made when it was looked at last."""
        level, last = self.service.service_level, self.looked_at
        if not isinstance(level, ServiceLevel):
            return ServiceLevel()
        is_to_come = level.committed_on is not None and last is not None and level.committed_on > local_day(last)
        return ServiceLevel() if is_to_come else level

    def looks(self, counts: Callable[[Sample], bool]) -> tuple[Sampling, ...]:
        """Return the looks that count, of each address from each vantage, without those at announced stops."""

        def is_told(sample: Sample) -> bool:
            return counts(sample) and not any(stop.holds(sample.looked_at) for stop in self.stops)

        return tuple(sampling.spaced(is_told) for sampling in self.samplings)


def by_address(looks: Iterable[Sampling]) -> tuple[tuple[Sampling, ...], ...]:
    """Return the looks at each address of which there are enough, one for each vantage.

    What one vantage alone does not see may be the fault of the way to it; the way may be closed to one that was never
    answered.
    """
    found = defaultdict[str, list[Sampling]](list)
    for each in looks:
        if _is_enough(each) and _was_answered(each):
            found[each.url].append(each)
    return tuple(map(tuple, found.values()))


def too_few(sampled: SampledService, looks: Sequence[Sampling]) -> Unknown:
    """Return why the looks say nothing of the service: how many there are, and how many it takes."""
    if (closed := next(filter(_is_enough, looks), None)) is not None:
        template = "of {looks} looks on {days} days none was answered: the way may be closed to whoever looked"
        return Unknown(template, at=sampled, looks=len(closed.samples), days=closed.days)
    looks_made, days = max(((len(each.samples), each.days) for each in looks), default=(0, 0))
    template = "looks: {looks}, days: {days}; it takes {needed} looks in different hours on {most} days"
    return Unknown(template, at=sampled, looks=looks_made, days=days, needed=LOOKS, most=DAYS)


def _is_enough(looks: Sampling) -> bool:
    return len(looks.samples) >= LOOKS and looks.days >= DAYS


def _was_answered(looks: Sampling) -> bool:
    """Return whether anything ever came back, if only an error."""
    return any(sample.status is not None for sample in looks.samples)


def sampled_services(dossier: Dossier) -> Iterator[SampledService]:
    """Yield each service of the record that has an address, if looks were made."""
    samplings = [seen for seen in dossier.observations if isinstance(seen, Sampling)]
    record = dossier.record
    if record is None or not (samplings or Sampling.__name__ in dossier.sought):
        return
    stops = tuple(stop for notice in record.listed_notices() if (stop := _stop(notice)) is not None)
    for service in record.listed_services():
        if service.base_url:
            own = tuple(each for each in samplings if each.service == service.id)
            yield SampledService(service, own, stops)


def _stop(notice: Notice) -> Stop | None:
    """Return the stop that was announced before it began, or that nobody could announce; None if it is neither."""
    begins = notice.starts_on
    if begins is None:
        return None
    is_announced = isinstance(notice.noticed_on, date) and notice.noticed_on <= begins
    if not (is_announced or notice.force_majeure):
        return None
    return Stop(begins, notice.expected_back_on if isinstance(notice.expected_back_on, date) else begins)
