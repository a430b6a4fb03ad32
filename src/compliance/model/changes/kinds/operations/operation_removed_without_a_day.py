"""A deprecated operation is gone, for which no day had been announced.

Programs were warned, and their owners could not know how much time was left.

To avoid it, name in `x-sunset` the day on which a deprecated operation will stop, and keep it until then.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level
from compliance.model.changes.example import offered
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import OperationPair
from compliance.model.example import Versions


@change(Level.WARNING)
def operation_removed_without_a_day(pair: OperationPair) -> Iterator[Difference]:
    if pair.newer is None and pair.was_deprecated and pair.sunset[0] is None:
        yield Difference("{operation} is gone; it was deprecated, and no day was announced")


FOUND = {
    "GET /ho is gone; it was deprecated, and no day was announced": Versions(
        offered("/ho: {get: {deprecated: true}, put: {}}"), offered("/ho: {put: {}}")
    )
}
HARMLESS = [Versions(offered("/ho: {get: {}}"), offered("/ho: {get: {deprecated: true}}"))]
