"""A value that is sent may no longer be `null`.

Programs that send `null` where they have nothing are refused.

To avoid it, go on accepting `null`, and take it for a value that is missing.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level, Part
from compliance.model.changes.example import sent
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import ValuePair
from compliance.model.example import Versions


@change(Level.BREAKING, Part.REQUEST)
def request_null_refused(pair: ValuePair) -> Iterator[Difference]:
    if pair.older.takes_null and pair.newer.takes_null is False and not pair.is_text:  # because text has no `null`
        yield Difference("{operation} no longer accepts null in {name}")


FOUND = {
    "POST /ho no longer accepts null in ten": Versions(
        sent("properties: {ten: {type: [string, 'null']}}"), sent("properties: {ten: {type: string}}")
    ),
    "POST /ho no longer accepts null in cha": Versions(
        sent("properties: {cha: {anyOf: [{type: object}, {type: 'null'}]}}"), sent("properties: {cha: {type: object}}")
    ),
}
HARMLESS = [
    Versions(sent("properties: {ten: {type: string}}"), sent("properties: {ten: {type: ['null', string]}}")),
    Versions(
        sent("properties: {ten: {type: string, nullable: true}}").replace("3.1.0", "3.0.3"),
        sent("properties: {ten: {type: [string, 'null']}}"),
    ),
]
