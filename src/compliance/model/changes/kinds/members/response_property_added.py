"""A member was added to an answer.

Programs that do not know of it pass it over.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level, Part
from compliance.model.changes.example import answered
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import MemberPair
from compliance.model.example import Versions


@change(Level.HARMLESS, Part.RESPONSE)
def response_property_added(pair: MemberPair) -> Iterator[Difference]:
    if pair.older is None and pair.newer is not None and not pair.is_closed[0]:
        yield Difference("{operation} also sends {name}")


FOUND = {
    "GET /ho also sends loai": Versions(answered("properties: {ten: {}}"), answered("properties: {ten: {}, loai: {}}"))
}
