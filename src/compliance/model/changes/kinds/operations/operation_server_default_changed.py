"""An address of an operation stands for another one where nobody chooses the values of its variables.

Programs that leave the choice to the document call another address than before.

To avoid it, keep the defaults of the variables, and offer the other value beside them.
"""

from collections.abc import Iterator

from compliance.model.changes.addresses import other_defaults
from compliance.model.changes.change import Level
from compliance.model.changes.example import offered
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.operations import servers_apart
from compliance.model.changes.pair import OperationPair
from compliance.model.example import Versions


@change(Level.WARNING)
def operation_server_default_changed(pair: OperationPair) -> Iterator[Difference]:
    apart = None if pair.is_call else servers_apart(pair.older, pair.newer)
    if apart is None:
        return
    older, newer, _ = apart
    for one, other in other_defaults(older, newer):
        template = "{operation}: {url} stands for {new} where nothing is chosen, before it was {old}"
        words = {"url": one.url[:100], "old": one.filled[:100], "new": other.filled[:100]}
        yield Difference(template, **words, between=(one.at, other.at))


_OLD = offered("/ho: {servers: [{url: '/{ban}', variables: {ban: {default: v1, enum: [v1, v2]}}}], get: {}}")
FOUND = {
    "GET /ho: /{ban} stands for /v2 where nothing is chosen, before it was /v1": Versions(
        _OLD, _OLD.replace("default: v1", "default: v2")
    ),
}
HARMLESS = [Versions(_OLD, _OLD.replace("v1, v2]", "v1, v2, v3]"))]
