"""A member was added that has to be sent.

Programs that do not know of it are refused.

To avoid it, make the member optional, so that a request without it means what it meant.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level, Part
from compliance.model.changes.example import sent
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import MemberPair
from compliance.model.example import Versions


@change(Level.BREAKING, Part.REQUEST)
def required_request_property_added(pair: MemberPair) -> Iterator[Difference]:
    if pair.older is None and pair.newer is not None and pair.is_required == (False, True):
        yield Difference("{operation} now demands {name}")


_OLD = sent("properties: {ten: {type: string}}")
FOUND = {
    "POST /ho now demands muc_dich": Versions(
        _OLD, sent("required: [muc_dich], properties: {ten: {type: string}, muc_dich: {type: string}}")
    ),
    "POST /ho now demands chu.cccd": Versions(
        sent("properties: {chu: {allOf: [{properties: {ten: {}}}]}}"),
        sent("properties: {chu: {allOf: [{properties: {ten: {}}}, {required: [cccd], properties: {cccd: {}}}]}}"),
    ),
}
HARMLESS = [
    Versions(_OLD, sent("properties: {ten: {type: string}, muc_dich: {type: string}}")),
    Versions(_OLD, sent("required: [ma], properties: {ten: {type: string}, ma: {type: string, readOnly: true}}")),
]
