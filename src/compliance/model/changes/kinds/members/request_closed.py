"""An object that is sent takes no members any more but those that are described.

Programs that send others are refused.

To avoid it, go on passing over what is not known.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level, Part
from compliance.model.changes.example import sent
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import ValuePair
from compliance.model.example import Versions


@change(Level.BREAKING, Part.REQUEST)
def request_closed(pair: ValuePair) -> Iterator[Difference]:
    if not (pair.older.is_object and pair.newer.is_object):
        return
    places = pair.places("additionalProperties", "unevaluatedProperties")
    if pair.newer.is_closed and (not pair.older.is_closed or pair.older.patterned.keys() - pair.newer.patterned.keys()):
        yield Difference("{operation} accepts no other members in {name}", between=places)
    elif pair.newer.additional and not pair.older.additional and not pair.older.is_closed:
        yield Difference("{operation} accepts other members in {name} only as they are described now", between=places)


_OLD = sent("type: object, properties: {ten: {}}")
FOUND = {
    "POST /ho accepts no other members in application/json": Versions(
        _OLD, sent("type: object, additionalProperties: false, properties: {ten: {}}")
    ),
    "POST /ho accepts other members in application/json only as they are described now": Versions(
        sent("type: object"), sent("type: object, additionalProperties: {type: string}")
    ),
}
HARMLESS = [
    Versions(sent("type: object, additionalProperties: false, properties: {ten: {}}"), _OLD),
    Versions(_OLD, sent("type: object, additionalProperties: true, properties: {ten: {}}")),
]
