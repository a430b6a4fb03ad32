"""A value that is sent may have fewer types, or another one.

Programs that send the former type are refused.

To avoid it, go on accepting the former type, or give the new one a name of its own.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level, Part
from compliance.model.changes.example import asked, sent
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import ValuePair
from compliance.model.changes.types import beyond, written
from compliance.model.example import Versions


@change(Level.BREAKING, Part.REQUEST)
def request_type_narrowed(pair: ValuePair) -> Iterator[Difference]:
    if beyond(pair):
        yield Difference(
            "{operation} accepts {name} as {new}, before it was {old}",
            old=written(pair.older),
            new=written(pair.newer),
            between=pair.places("type"),
        )


_OLD = sent("properties: {ten: {type: string}, so: {type: integer}}")
FOUND = {
    "POST /ho accepts ten as integer, before it was string": Versions(
        _OLD, sent("properties: {ten: {type: integer}, so: {type: integer}}")
    ),
    "POST /ho accepts so as integer, before it was number": Versions(
        sent("properties: {so: {type: number}}"), sent("properties: {so: {type: integer}}")
    ),
    "GET /ho accepts trang as boolean, before it was integer": Versions(
        asked("name: trang, in: query, schema: {type: integer}"),
        asked("name: trang, in: query, schema: {type: boolean}"),
    ),
}
HARMLESS = [
    Versions(_OLD, sent("properties: {ten: {type: [string, 'null']}, so: {type: number}}")),
    Versions(
        asked("name: trang, in: query, schema: {type: integer}"),
        asked("name: trang, in: query, schema: {type: string}"),
    ),
    Versions(
        asked("name: ma, in: query, schema: {type: string}"),
        asked("name: ma, in: query, schema: {type: array, items: {type: string}}"),
    ),
]
