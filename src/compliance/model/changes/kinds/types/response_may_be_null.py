"""A value that is received may be `null` now.

Programs that read it without looking fail.

To avoid it, go on sending a value, or leave the member out where it may be missing already.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level, Part
from compliance.model.changes.example import answered
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import ValuePair
from compliance.model.example import Versions


@change(Level.BREAKING, Part.RESPONSE)
def response_may_be_null(pair: ValuePair) -> Iterator[Difference]:
    if pair.newer.takes_null and pair.older.takes_null is False and not pair.is_text:  # because text has no `null`
        yield Difference("{operation} may send null in {name}")


FOUND = {
    "GET /ho may send null in ten": Versions(
        answered("properties: {ten: {type: string}}"), answered("properties: {ten: {type: [string, 'null']}}")
    ),
    "GET /ho may send null in so": Versions(
        answered("properties: {so: {type: integer}}").replace("3.1.0", "3.0.3"),
        answered("properties: {so: {type: integer, nullable: true}}").replace("3.1.0", "3.0.3"),
    ),
}
HARMLESS = [
    Versions(answered("properties: {ten: {type: [string, 'null']}}"), answered("properties: {ten: {type: string}}")),
    Versions(
        answered("properties: {ten: {type: string, nullable: true}}").replace("3.1.0", "3.0.3"),
        answered("properties: {ten: {anyOf: [{type: string}, {type: 'null'}]}}"),
    ),
]
