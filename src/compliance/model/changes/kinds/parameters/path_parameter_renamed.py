"""A part of the path has another name in the document.

Programs send a value at that place and no name, so nothing changes for them.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level
from compliance.model.changes.example import offered
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import ParameterPair
from compliance.model.example import Versions


@change(Level.HARMLESS)
def path_parameter_renamed(pair: ParameterPair) -> Iterator[Difference]:
    if (
        pair.older is not None
        and pair.newer is not None
        and pair.newer.place == "path" == pair.older.place
        and pair.older.name != pair.newer.name
    ):
        yield Difference("{old} in the path of {operation} is called {name}", old=pair.older.name)


FOUND = {
    "ma in the path of GET /ho/{ma} is called so": Versions(
        offered("'/ho/{ma}': {get: {parameters: [{name: ma, in: path, required: true}]}}"),
        offered("'/ho/{so}': {get: {parameters: [{name: so, in: path, required: true}]}}"),
    )
}
