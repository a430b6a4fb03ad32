"""A value that is received may lie beyond the bound that it had.

Programs that made room for the former bound fail on the new one.

To avoid it, keep the former bound.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level, Part
from compliance.model.changes.example import answered
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import ValuePair
from compliance.model.changes.values import broken_bounds
from compliance.model.example import Versions


@change(Level.BREAKING, Part.RESPONSE)
def response_bound_loosened(pair: ValuePair) -> Iterator[Difference]:
    for keyword, limit in broken_bounds(pair):
        new = pair.newer.limits.get(keyword)
        template = "{operation} may send more in {name}: `{keyword}` is now {new}, before it was {old}"
        yield Difference(
            template, keyword=keyword, old=limit, new="-" if new is None else str(new), between=pair.places(keyword)
        )


_OLD = answered("properties: {ten: {type: string, maxLength: 50}, ds: {type: array, minItems: 1}}")
FOUND = {
    "GET /ho may send more in ten: `maxLength` is now 200, before it was 50": Versions(_OLD, _OLD.replace("50", "200")),
    "GET /ho may send more in ds: `minItems` is now -, before it was 1": Versions(
        _OLD, _OLD.replace(", minItems: 1", "")
    ),
}
HARMLESS = [
    Versions(_OLD, _OLD.replace("50", "20")),
    Versions(answered("type: integer"), answered("type: integer, minimum: 1")),
]
