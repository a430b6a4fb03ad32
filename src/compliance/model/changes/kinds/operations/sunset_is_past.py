"""An operation is announced to end on a day that is past already.

Programs that call it may fail from one day to the next.

To avoid it, name a day that leaves those who call it the time to change, test and bring into use.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level
from compliance.model.changes.example import offered
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import OperationPair
from compliance.model.example import Versions


@change(Level.WARNING)
def sunset_is_past(pair: OperationPair) -> Iterator[Difference]:
    is_new = pair.older is not None and pair.is_deprecated and not pair.was_deprecated
    sunset = pair.sunset[1]
    if is_new and sunset is not None and pair.day is not None and sunset <= pair.day:
        yield Difference("{operation} is deprecated, and was to work until {sunset} only", sunset=sunset)


_OLD = offered("/ho: {get: {}}")
FOUND = {
    "GET /ho is deprecated, and was to work until 31 January 2020 only": Versions(
        _OLD, offered("/ho: {get: {deprecated: true, x-sunset: 2020-01-31}}")
    )
}
HARMLESS = [Versions(_OLD, offered("/ho: {get: {deprecated: true, x-sunset: 2999-01-31}}"))]
