"""A parameter that could be left out has to be sent.

Programs that leave it out are refused.

To avoid it, keep the parameter optional, so that a call without it means what it meant.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level, Part
from compliance.model.changes.example import asked
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import ParameterPair
from compliance.model.example import Versions


@change(Level.BREAKING, Part.REQUEST)
def parameter_became_required(pair: ParameterPair) -> Iterator[Difference]:
    if (
        pair.older is not None
        and pair.newer is not None
        and not pair.is_moved
        and pair.newer.is_required
        and not pair.older.is_required
    ):
        yield Difference("{operation} now demands {name}")


_OLD = asked("name: loai, in: query, schema: {type: string}")
_NEW = asked("name: loai, in: query, required: true, schema: {type: string}")
FOUND = {"GET /ho now demands loai": Versions(_OLD, _NEW)}
HARMLESS = [Versions(_NEW, _OLD)]
