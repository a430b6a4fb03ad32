"""Over days, looks are answered as often as the record promises, or 99 of 100.

Broken: Too many looks over several days were not answered

Who builds on a service plans with what it promises.

To mend it, find out what failed at the times of the looks without an answer, and announce stops in the `notices` of the
record.

Shows the looks of several runs: at least 100 at one address, on 7 days, of each hour the first one. An error of the
server counts as no answer, and so does a connection that fails while others answer; being asked to wait (429, or 503
with `Retry-After`) and announced stops do not count. Does not show the time between the looks, nor the way of other
callers; if all is well from one vantage, nothing is found. The decree sets no number: where the record promises none,
99 of 100 is taken from a circular on connections to the system that receives data on electronic transactions.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from compliance.model.derived.sampled_service import SampledService, by_address, too_few
from compliance.model.grades import Proof
from compliance.model.observation import Sampling
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.endpoint._sampling_examples import looks, promising, sampled

_USUAL: Final = 99.0
_MOST_BY_CHANCE: Final = 1


@rule("ND224-2026.D27.K3.C", "NDX-OPS-01", proof=Proof.INDICATIVE)
def service_is_available(service: SampledService) -> Iterator[Violation | Unknown]:
    seen = service.looks(lambda sample: not sample.asks_to_wait)
    addresses = by_address(seen)
    if not addresses:
        yield too_few(service, seen)
    promised = _promised(service)
    for vantages in addresses:
        if all(_falls_short(each, promised or _USUAL) for each in vantages):
            yield _short(vantages[0], promised)


def _promised(service: SampledService) -> float | None:
    promised = service.promised.availability_percent
    return promised if isinstance(promised, int | float) and 0 < promised <= 100 else None


def _falls_short(seen: Sampling, percent: float) -> bool:
    """Return whether fewer are answered; a single look without an answer is chance."""
    made = len(seen.samples)
    return made - seen.answered > _MOST_BY_CHANCE and seen.answered * 100 < percent * made


def _short(seen: Sampling, promised: float | None) -> Violation:
    made, days, answered = len(seen.samples), seen.days, seen.answered
    if promised is None:
        template = "of {looks} looks on {days} days {answered} were answered, which is fewer than 99 of 100"
        return Violation(template, at=seen, looks=made, days=days, answered=answered)
    template = "of {looks} looks on {days} days {answered} were answered; the record promises {percent} %"
    return Violation(template, at=seen, looks=made, days=days, answered=answered, percent=f"{promised:g}")


_PROMISE = promising("availability_percent: 90")
_LATER = promising("availability_percent: 90, committed_on: 2027-06-01")
_STOP = "{noticed_on: 2026-11-20, starts_on: 2026-11-28, expected_back_on: 2026-11-29}"
GOOD = [
    sampled(looks("2" * 100)),
    sampled(looks("2" * 99 + "5")),
    sampled(looks("2" * 50 + "4" * 50)),
    sampled(looks("2" * 90 + "5" * 10), service=_PROMISE),
    sampled(looks("2" * 86 + "5" * 12 + "2" * 100), notices=_STOP),
    sampled(looks("2" * 100 + "w" * 50)),
    sampled(looks("2" * 90 + "-" * 10), looks("2" * 100, vantage="inside")),
]
BAD = {
    "of 100 looks on 9 days 98 were answered, which is fewer than 99 of 100": sampled(looks("2" * 98 + "5-")),
    "of 100 looks on 9 days 97 were answered, which is fewer than 99 of 100": sampled(
        looks("2" * 97 + "555"), service=_LATER
    ),
    "of 100 looks on 9 days 88 were answered; the record promises 90 %": sampled(
        looks("2" * 88 + "5-" * 6), service=_PROMISE
    ),
    "of 100 looks on 9 days 1 were answered, which is fewer than 99 of 100": sampled(
        looks("2" + "-" * 99), looks("5" * 100, vantage="inside")
    ),
}
UNKNOWN = [
    sampled(looks("2" * 98 + "5")),
    sampled(looks("2" * 90 + "5" * 30, every=timedelta(minutes=30))),
    sampled(looks("2" * 400 + "5" * 400, every=timedelta(minutes=1))),
    sampled(looks("-" * 200)),
]
IRRELEVANT = [sampled(looks("5" * 100), service="base_url: null")]
