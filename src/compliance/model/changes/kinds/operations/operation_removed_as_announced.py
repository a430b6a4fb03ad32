"""A deprecated operation is gone, after the day that was announced for it.

Programs had the time that they were promised.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level
from compliance.model.changes.example import offered
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import OperationPair
from compliance.model.example import Versions


@change(Level.HARMLESS)
def operation_removed_as_announced(pair: OperationPair) -> Iterator[Difference]:
    sunset = pair.sunset[0]
    if pair.newer is None and pair.was_deprecated and sunset is not None and pair.was_due:
        yield Difference("{operation} is gone, as was announced for {sunset}", sunset=sunset)


FOUND = {
    "GET /ho is gone, as was announced for 31 January 2020": Versions(
        offered("/ho: {get: {deprecated: true, x-sunset: '2020-01-31'}, put: {}}"), offered("/ho: {put: {}}")
    )
}
