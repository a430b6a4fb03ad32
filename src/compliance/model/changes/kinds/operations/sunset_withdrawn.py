"""The day on which a deprecated operation ends is no longer said.

Those who call it can no longer plan when their programs have to be changed.

To avoid it, keep the day, or take back that the operation is deprecated.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level
from compliance.model.changes.example import offered
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import OperationPair
from compliance.model.example import Versions


@change(Level.WARNING)
def sunset_withdrawn(pair: OperationPair) -> Iterator[Difference]:
    old, new = pair.sunset
    if pair.newer is not None and old is not None and new is None and pair.is_deprecated:
        yield Difference("{operation} no longer says that it ends on {old}", old=old)


_OLD = offered("/ho: {get: {deprecated: true, x-sunset: 2999-06-30}}")
FOUND = {
    "GET /ho no longer says that it ends on 30 June 2999": Versions(_OLD, offered("/ho: {get: {deprecated: true}}"))
}
HARMLESS = [Versions(_OLD, offered("/ho: {get: {}}"))]
