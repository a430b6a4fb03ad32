"""A member is gone from an answer.

Programs that read it find nothing.

To avoid it, go on sending the member, and mark it as `deprecated`.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level, Part
from compliance.model.changes.example import answered
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import MemberPair
from compliance.model.example import Versions


@change(Level.BREAKING, Part.RESPONSE)
def response_property_removed(pair: MemberPair) -> Iterator[Difference]:
    if pair.older is not None and pair.newer is None:
        yield Difference("{operation} no longer sends {name}")


_OLD = answered("properties: {ten: {type: string}, loai: {type: string}}")
FOUND = {
    "GET /ho no longer sends loai": Versions(_OLD, answered("properties: {ten: {type: string}}")),
    "GET /ho no longer sends [].loai": Versions(
        answered("type: array, items: {properties: {loai: {}}}"), answered("type: array, items: {properties: {}}")
    ),
}
HARMLESS = [
    Versions(answered("properties: {ten: {}, mat_khau: {writeOnly: true}}"), answered("properties: {ten: {}}")),
    Versions(
        _OLD,
        answered(
            "$ref: '#/components/schemas/ho'",
            "components: {schemas: {ho: {properties: {loai: {type: string}, ten: {type: string}}}}}\n",
        ),
    ),
]
