"""Over days, 95 of 100 answers come within the promised time, or within 5 s.

Broken: Answers come too late

Behind many a call a person waits; and who gets no answer in time asks again, which makes it worse.

To mend it, find out where the time goes, give large answers in pages, and promise in `service_level` of the record what
can be kept.

Shows the time from the request to the last byte of a success, in several runs: at least 100 answers at one address, on
7 days, of each hour the first one. Does not show what part of it is the way there, nor the way of other callers; if all
is well from one vantage, nothing is found. No text that was read sets a time: where the record promises none, 5 s is a
measure of this tool.
"""

from collections.abc import Iterator
from typing import Final

from compliance.model.derived.sampled_service import SampledService, by_address, too_few
from compliance.model.grades import Proof
from compliance.model.observation import Sampling
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.endpoint._sampling_examples import looks, promising, sampled

_USUAL_MS: Final = 5000
_SHARE: Final = 95


@rule("ND224-2026.D27.K3.C", "NDX-OPS-02", proof=Proof.INDICATIVE)
def answers_are_timely(service: SampledService) -> Iterator[Violation | Unknown]:
    seen = service.looks(lambda sample: sample.gave_data)
    addresses = by_address(seen)
    if not addresses:
        yield too_few(service, seen)
    promised = _promised(service)
    for vantages in addresses:
        if all(_taken(each) > (promised or _USUAL_MS) for each in vantages):
            yield _late(vantages[0], promised)


def _promised(service: SampledService) -> float | None:
    promised = service.promised.response_time_ms_p95
    return promised if isinstance(promised, int | float) and promised > 0 else None


def _taken(seen: Sampling) -> int:
    return seen.elapsed_ms(_SHARE) or 0


def _late(seen: Sampling, promised: float | None) -> Violation:
    made, days, taken = len(seen.samples), seen.days, _taken(seen)
    if promised is None:
        template = "of {looks} answers on {days} days, 95 of 100 came within {taken} ms, which is more than 5000 ms"
        return Violation(template, at=seen, looks=made, days=days, taken=taken)
    template = "of {looks} answers on {days} days, 95 of 100 came within {taken} ms; the record promises {most} ms"
    return Violation(template, at=seen, looks=made, days=days, taken=taken, most=f"{promised:g}")


_SLOW = looks("2" * 100, elapsed_ms=5001)
GOOD = [
    sampled(looks("2" * 100, elapsed_ms=5000)),
    sampled(looks("2" * 100, elapsed_ms=800), service=promising("response_time_ms_p95: 800")),
    sampled(_SLOW, looks("2" * 100, vantage="inside")),
    sampled(looks("2" * 100, elapsed_ms=8000), service=promising("response_time_ms_p95: 8000")),
]
BAD = {
    "of 100 answers on 9 days, 95 of 100 came within 5001 ms, which is more than 5000 ms": sampled(_SLOW),
    "of 100 answers on 9 days, 95 of 100 came within 801 ms; the record promises 800 ms": sampled(
        looks("2" * 100 + "5" * 50, elapsed_ms=801), service=promising("response_time_ms_p95: 800")
    ),
}
UNKNOWN = [
    sampled(looks("2" * 99, elapsed_ms=5001)),
    sampled(looks("4" * 200, elapsed_ms=5001)),
    sampled(looks("2" * 10 + "5" * 190, elapsed_ms=5001)),
]
IRRELEVANT = [sampled(_SLOW, service="base_url: null")]
