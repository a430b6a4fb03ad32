"""A parameter was added that has to be sent.

Programs that do not know of it are refused.

To avoid it, make the parameter optional, so that a call without it means what it meant.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level, Part
from compliance.model.changes.example import asked
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import ParameterPair
from compliance.model.example import Versions


@change(Level.BREAKING, Part.REQUEST)
def required_parameter_added(pair: ParameterPair) -> Iterator[Difference]:
    if pair.older is None and pair.newer is not None and pair.newer.is_required:
        yield Difference("{operation} now demands {name}")


_OLD = asked("name: loai, in: query")
FOUND = {
    "GET /ho now demands muc_dich": Versions(
        _OLD, asked("name: loai, in: query", "name: muc_dich, in: query, required: true")
    ),
    "GET /ho now demands X-Muc-Dich": Versions(
        _OLD, asked("name: loai, in: query", "name: X-Muc-Dich, in: header, required: true")
    ),
}
HARMLESS = [Versions(_OLD, asked("name: loai, in: query", "name: Accept, in: header, required: true"))]
