"""A parameter was added that may be left out.

Programs that do not know of it go on as before.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level, Part
from compliance.model.changes.example import asked
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import ParameterPair
from compliance.model.example import Versions


@change(Level.HARMLESS, Part.REQUEST)
def optional_parameter_added(pair: ParameterPair) -> Iterator[Difference]:
    if pair.older is None and pair.newer is not None and not pair.newer.is_required:
        yield Difference("{operation} also takes {name}")


_OLD = asked("name: loai, in: query")
FOUND = {"GET /ho also takes trang": Versions(_OLD, asked("name: trang, in: query", "name: loai, in: query"))}
