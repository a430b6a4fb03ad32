"""A member that could be sent is no longer described.

Programs that send it may be refused, or what they send is passed over.

To avoid it, keep the member and mark it as `deprecated`.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level, Part
from compliance.model.changes.example import sent
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import MemberPair
from compliance.model.example import Versions


@change(Level.WARNING, Part.REQUEST)
def request_property_removed(pair: MemberPair) -> Iterator[Difference]:
    if pair.older is not None and pair.newer is None and not pair.is_closed[1]:
        yield Difference("{operation} no longer describes {name}")


_OLD = sent("properties: {ten: {type: string}, loai: {type: string}}")
FOUND = {
    "POST /ho no longer describes loai": Versions(_OLD, sent("properties: {ten: {type: string}}")),
    "POST /ho no longer describes ten": Versions(
        _OLD, sent("properties: {ten: {type: string, readOnly: true}, loai: {type: string}}")
    ),
}
HARMLESS = [
    Versions(sent("properties: {ten: {}, ma: {readOnly: true}}"), sent("properties: {ten: {}}")),
    Versions(_OLD, sent("allOf: [{properties: {loai: {type: string}}}, {properties: {ten: {type: string}}}]")),
]
