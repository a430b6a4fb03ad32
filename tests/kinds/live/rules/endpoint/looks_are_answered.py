"""Of many looks at an address, 99 of 100 are answered.

Broken: Too many looks were not answered

Who depends on a service plans with what is promised.

To mend it, find out what fails, and tell beforehand when the service stops.

Shows the looks that were made. Does not show the time between them.
"""

from collections.abc import Iterator

from compliance.model.grades import Proof
from compliance.model.observation import Sampling
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.endpoint._sampling_examples import looks


@rule("ND224-2026.D27.K3.C", "NDX-OPS-01", proof=Proof.INDICATIVE)
def looks_are_answered(sampling: Sampling) -> Iterator[Violation | Unknown]:
    made = len(sampling.samples)
    if made < 100:
        yield Unknown("too few looks: {count}", at=sampling, count=made)
    elif (answered := sampling.answered) * 100 < 99 * made:
        yield Violation("looks: {count}, answered: {answered}", at=sampling, count=made, answered=answered)


GOOD = [looks("2" * 100), looks("2" * 99 + "5"), looks("2" * 50 + "4" * 50)]
BAD = {
    "looks: 100, answered: 98": looks("2" * 98 + "5-"),
    "looks: 100, answered: 0": looks("-" * 100),
}
UNKNOWN = [looks("2" * 50), Sampling("https://a.example/v1", ())]
