"""A member that could be sent is refused, because the object takes no others than it names.

Programs that send it are refused.

To avoid it, go on naming the member, and pass over what is sent in it.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level, Part
from compliance.model.changes.example import sent
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import MemberPair
from compliance.model.example import Versions


@change(Level.BREAKING, Part.REQUEST)
def request_property_refused(pair: MemberPair) -> Iterator[Difference]:
    if pair.older is not None and pair.newer is None and pair.is_closed[1]:
        yield Difference("{operation} no longer accepts {name}")


_OLD = sent("additionalProperties: false, properties: {ten: {type: string}, loai: {type: string}}")
FOUND = {
    "POST /ho no longer accepts loai": Versions(
        _OLD, sent("additionalProperties: false, properties: {ten: {type: string}}")
    )
}
HARMLESS = [Versions(sent("additionalProperties: false, properties: {ten: {type: string}}"), _OLD)]
