"""A value that is received may have more types, or has another one.

Programs that read the former type fail on the new one.

To avoid it, go on sending the former type, or give the new one a name of its own.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level, Part
from compliance.model.changes.example import answered
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import ValuePair
from compliance.model.changes.types import beyond, written
from compliance.model.example import Versions


@change(Level.BREAKING, Part.RESPONSE)
def response_type_widened(pair: ValuePair) -> Iterator[Difference]:
    if beyond(pair):
        yield Difference(
            "{operation} sends {name} as {new}, before it was {old}",
            old=written(pair.older),
            new=written(pair.newer),
            between=pair.places("type"),
        )


_OLD = answered("properties: {ten: {type: string}, so: {type: number}}")
FOUND = {
    "GET /ho sends ten as integer, string, before it was string": Versions(
        _OLD, answered("properties: {ten: {type: [string, integer]}, so: {type: number}}")
    ),
    "GET /ho sends so as number, before it was integer": Versions(
        answered("properties: {so: {type: integer}}"), answered("properties: {so: {type: number}}")
    ),
}
HARMLESS = [
    Versions(_OLD, answered("properties: {ten: {type: string}, so: {type: integer}}")),
    Versions(answered("items: {type: string}"), answered("type: array, items: {type: string}")),
]
