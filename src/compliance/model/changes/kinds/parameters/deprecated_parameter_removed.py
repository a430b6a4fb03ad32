"""A deprecated parameter is no longer taken.

Programs were warned; those that still send it are refused, or get what they did not ask for.

To avoid it, keep the parameter until no program sends it any more.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level
from compliance.model.changes.example import asked
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import ParameterPair
from compliance.model.example import Versions


@change(Level.WARNING)
def deprecated_parameter_removed(pair: ParameterPair) -> Iterator[Difference]:
    if pair.newer is None and pair.older is not None and pair.older.node.mapping.get("deprecated") is True:
        yield Difference("{operation} no longer takes {name}, which was deprecated")


FOUND = {
    "GET /ho no longer takes trang, which was deprecated": Versions(
        asked("name: trang, in: query, deprecated: true"), asked()
    )
}
HARMLESS = [Versions(asked("name: trang, in: query"), asked("name: trang, in: query, deprecated: true"))]
