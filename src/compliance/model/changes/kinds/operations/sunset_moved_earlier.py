"""A deprecated operation ends earlier than was announced.

Programs whose owners planned with the former day are not changed in time.

To avoid it, keep the day that was announced; a later one breaks nobody.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level
from compliance.model.changes.example import offered
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import OperationPair
from compliance.model.example import Versions


@change(Level.BREAKING)
def sunset_moved_earlier(pair: OperationPair) -> Iterator[Difference]:
    old, new = pair.sunset
    if pair.newer is not None and old is not None and new is not None and new < old and pair.was_deprecated:
        yield Difference("{operation} is to end on {new}, before it was {old}", old=old, new=new)


_OLD = offered("/ho: {get: {deprecated: true, x-sunset: 2999-06-30}}")
FOUND = {
    "GET /ho is to end on 31 January 2999, before it was 30 June 2999": Versions(
        _OLD, _OLD.replace("2999-06-30", "2999-01-31")
    )
}
HARMLESS = [Versions(_OLD, _OLD.replace("2999-06-30", "2999-12-31"))]
