"""An operation is gone.

Programs that call it fail on the day of the change.

To avoid it, keep the operation, mark it as `deprecated`, and name in `x-sunset` the day on which it will stop.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level
from compliance.model.changes.example import offered
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import OperationPair
from compliance.model.example import Versions


@change(Level.BREAKING)
def operation_removed(pair: OperationPair) -> Iterator[Difference]:
    if pair.newer is None and not pair.is_call and not pair.was_deprecated:
        yield Difference("{operation} is gone")


_OLD = offered("/ho: {get: {}, put: {}}")
FOUND = {
    "PUT /ho is gone": Versions(_OLD, offered("/ho: {get: {}}")),
    "GET /xa is gone": Versions(offered("/ho: {get: {}}, /xa: {get: {}}"), offered("/ho: {get: {}}")),
}
HARMLESS = [
    Versions(offered("'/ho/{ma}': {get: {}}"), offered("'/ho/{so}': {get: {}}, /xa: {get: {}}")),
    Versions(
        _OLD, offered("/ho: {$ref: '#/components/pathItems/ho'}", "components: {pathItems: {ho: {get: {}, put: {}}}}\n")
    ),
]
