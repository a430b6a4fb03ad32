"""A value that could be sent is no longer among those that are accepted.

Programs that send it are refused.

To avoid it, go on accepting the value, and treat it as the one that replaces it.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level, Part
from compliance.model.changes.example import sent
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import ValuePair
from compliance.model.changes.values import added, written
from compliance.model.example import Versions


@change(Level.BREAKING, Part.REQUEST)
def request_value_removed(pair: ValuePair) -> Iterator[Difference]:
    if pair.newer.values is None:
        return
    places = pair.places("enum", "const")
    if pair.older.values is None and pair.older.kinds != frozenset():  # because what is only `null` says so
        yield Difference("{operation} accepts only {new} in {name}", new=written(pair.newer.values), between=places)
    for value in added(pair.newer, pair.older, pair):
        yield Difference("{operation} no longer accepts {old} in {name}", old=written([value]), between=places)


_OLD = sent("properties: {loai: {enum: [A, B]}}")
FOUND = {
    "POST /ho no longer accepts B in loai": Versions(_OLD, sent("properties: {loai: {enum: [A]}}")),
    "POST /ho accepts only A, B in loai": Versions(sent("properties: {loai: {type: string}}"), _OLD),
}
HARMLESS = [
    Versions(_OLD, sent("properties: {loai: {enum: [C, B, A]}}")),
    Versions(_OLD, sent("properties: {loai: {oneOf: [{const: A, title: Hộ}, {const: B}]}}")),
    Versions(_OLD, sent("properties: {loai: {type: string}}")),
]
