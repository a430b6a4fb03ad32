"""An operation is to end.

Programs that call it work as before, and have to be changed before the day that is announced.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level
from compliance.model.changes.example import offered
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import OperationPair
from compliance.model.example import Versions


@change(Level.HARMLESS)
def operation_deprecated(pair: OperationPair) -> Iterator[Difference]:
    if pair.older is None or not pair.is_deprecated or pair.was_deprecated:
        return
    if (sunset := pair.sunset[1]) is None:
        yield Difference("{operation} is deprecated, and no day is announced")
    elif pair.day is None or pair.day < sunset:
        yield Difference("{operation} is deprecated, and will work until {sunset}", sunset=sunset)


_OLD = offered("/ho: {get: {}}")
FOUND = {
    "GET /ho is deprecated, and no day is announced": Versions(_OLD, offered("/ho: {get: {deprecated: true}}")),
    "GET /ho is deprecated, and will work until 31 January 2999": Versions(
        _OLD, offered("/ho: {get: {deprecated: true, x-sunset: 2999-01-31}}")
    ),
}
