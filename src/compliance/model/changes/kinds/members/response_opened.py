"""An object that is received may have members of any name.

Programs that take every member for one that is described meet what they do not know.

To avoid it, go on saying what other members there may be.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level, Part
from compliance.model.changes.example import answered
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import ValuePair
from compliance.model.example import Versions


@change(Level.BREAKING, Part.RESPONSE)
def response_opened(pair: ValuePair) -> Iterator[Difference]:
    if not (pair.older.is_object and pair.newer.is_object):
        return
    places = pair.places("additionalProperties", "unevaluatedProperties")
    if pair.older.is_closed and (not pair.newer.is_closed or pair.newer.patterned.keys() - pair.older.patterned.keys()):
        yield Difference("{operation} may send other members in {name} than it names", between=places)
    elif pair.older.additional and not pair.newer.additional and not pair.newer.is_closed:
        yield Difference("{operation} no longer says what other members {name} may have", between=places)


_OLD = answered("type: object, additionalProperties: false, properties: {ten: {}}")
_NEW = answered("type: object, properties: {ten: {}}")
FOUND = {
    "GET /ho may send other members in 200 application/json than it names": Versions(_OLD, _NEW),
    "GET /ho no longer says what other members 200 application/json may have": Versions(
        answered("type: object, additionalProperties: {type: string}"), answered("type: object")
    ),
}
HARMLESS = [
    Versions(_NEW, _OLD),
    Versions(_NEW, _NEW.replace("type: object", "additionalProperties: true, type: object")),
]
