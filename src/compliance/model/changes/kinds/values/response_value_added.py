"""A value may be received that was not among those that were listed.

Programs that tell the listed values apart meet one that they do not know.

To avoid it, send the new value only to those who ask for it, or say from the beginning that the list is open.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level, Part
from compliance.model.changes.example import answered
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import ValuePair
from compliance.model.changes.values import added, written
from compliance.model.example import Versions


@change(Level.BREAKING, Part.RESPONSE)
def response_value_added(pair: ValuePair) -> Iterator[Difference]:
    if pair.older.values is None:
        return
    places = pair.places("enum", "const")
    if pair.newer.values is None and pair.newer.kinds != frozenset():  # because what is only `null` says so
        yield Difference("{operation} no longer says which values {name} may have", between=places)
    for value in added(pair.older, pair.newer, pair):
        template = "{operation} may send {new} in {name}, which was not among its values"
        yield Difference(template, new=written([value]), between=places)


_OLD = answered("properties: {loai: {enum: [A, B]}}")
FOUND = {
    "GET /ho may send C in loai, which was not among its values": Versions(
        _OLD, answered("properties: {loai: {enum: [A, B, C]}}")
    ),
    "GET /ho no longer says which values loai may have": Versions(_OLD, answered("properties: {loai: {type: string}}")),
}
HARMLESS = [
    Versions(_OLD, answered("properties: {loai: {type: string, enum: [B]}}")),
    Versions(answered("properties: {loai: {const: null}}"), answered("properties: {loai: {type: 'null'}}")),
    Versions(_OLD, answered("properties: {loai: {anyOf: [{const: B, description: Hộ}, {const: A}]}}")),
]
