"""Of looks spread over a week, 99 of 100 are answered.

Broken: Too many looks in a week were not answered

Who depends on a service plans with what is promised.

To mend it, find out what fails, and tell beforehand when the service stops.

Shows the looks that were made. Does not show the time between them.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from compliance.model.grades import Proof
from compliance.model.observation import Sampling
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation


@rule("ND224-2026.D27.K3.C", "NDX-OPS-01", proof=Proof.INDICATIVE)
def service_is_available(sampling: Sampling) -> Iterator[Violation | Unknown]:
    looks = len(sampling.samples)
    if looks < 100 or sampling.spread < timedelta(days=7):
        yield Unknown("too few looks, or in too short a time: {count}", at=sampling, count=looks)
    elif (answered := sampling.answered) * 100 < 99 * looks:
        yield Violation("looks: {count}, answered: {answered}", at=sampling, count=looks, answered=answered)


def _week(statuses: str) -> Sampling:
    begins = datetime.fromisoformat("2026-11-21T08:30:00+00:00")
    return Sampling.regular("https://a.example/v1", begins, timedelta(hours=2), statuses)


GOOD = [_week("2" * 100), _week("2" * 99 + "5"), _week("2" * 50 + "4" * 50)]
BAD = {
    "looks: 100, answered: 98": _week("2" * 98 + "5-"),
    "looks: 100, answered: 0": _week("-" * 100),
}
UNKNOWN = [_week("2" * 50), Sampling("https://a.example/v1", ())]
