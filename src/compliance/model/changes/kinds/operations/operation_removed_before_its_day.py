"""An operation is gone before the day that was announced for it.

Programs whose owners planned with that day fail before they were changed.

To avoid it, keep the operation until the day in `x-sunset`.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level
from compliance.model.changes.example import offered
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import OperationPair
from compliance.model.example import Versions


@change(Level.BREAKING)
def operation_removed_before_its_day(pair: OperationPair) -> Iterator[Difference]:
    sunset = pair.sunset[0]
    if pair.newer is None and pair.was_deprecated and sunset is not None and not pair.was_due:
        yield Difference("{operation} is gone, and it was announced to work until {sunset}", sunset=sunset)


_OLD = offered("/ho: {get: {deprecated: true, x-sunset: 2999-01-31}, put: {}}")
FOUND = {
    "GET /ho is gone, and it was announced to work until 31 January 2999": Versions(_OLD, offered("/ho: {put: {}}"))
}
HARMLESS = [Versions(_OLD.replace("2999", "2020"), offered("/ho: {put: {}}"))]
