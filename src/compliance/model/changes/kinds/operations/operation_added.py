"""An operation, a webhook or a callback was added.

Programs that do not know of it go on as before.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level
from compliance.model.changes.example import offered
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import OperationPair
from compliance.model.example import Versions


@change(Level.HARMLESS)
def operation_added(pair: OperationPair) -> Iterator[Difference]:
    if pair.older is None:
        yield Difference("{operation} is new")


FOUND = {
    "PUT /ho is new": Versions(offered("/ho: {get: {}}"), offered("/ho: {get: {}, put: {}}")),
    "POST webhook moi is new": Versions(offered(""), offered("", "webhooks: {moi: {post: {}}}\n")),
}
