"""A parameter has to be sent at another place.

Programs send it where it was, and nobody reads it there.

To avoid it, read the parameter at both places.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level
from compliance.model.changes.example import asked
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import ParameterPair
from compliance.model.example import Versions


@change(Level.BREAKING)
def parameter_moved(pair: ParameterPair) -> Iterator[Difference]:
    if pair.older is not None and pair.newer is not None and pair.is_moved:
        template = "{name} of {operation} is sent as {new}, before it was {old}"
        yield Difference(template, old=pair.older.place, new=pair.newer.place)


FOUND = {
    "ma of GET /ho is sent as header, before it was query": Versions(
        asked("name: ma, in: query"), asked("name: ma, in: header")
    )
}
HARMLESS = [Versions(asked("name: ma, in: query"), asked("name: ma, in: query", "name: ma, in: header"))]
