"""A parameter that had to be sent may be left out.

Programs that send it go on as before.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level, Part
from compliance.model.changes.example import asked
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import ParameterPair
from compliance.model.example import Versions


@change(Level.HARMLESS, Part.REQUEST)
def parameter_became_optional(pair: ParameterPair) -> Iterator[Difference]:
    if (
        pair.older is not None
        and pair.newer is not None
        and not pair.is_moved
        and pair.older.is_required
        and not pair.newer.is_required
    ):
        yield Difference("{operation} no longer demands {name}")


FOUND = {
    "GET /ho no longer demands loai": Versions(
        asked("name: loai, in: query, required: true"), asked("name: loai, in: query, required: false")
    )
}
