"""A member was added that may be left out of a request.

Programs that do not know of it go on as before.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level, Part
from compliance.model.changes.example import sent
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import MemberPair
from compliance.model.example import Versions


@change(Level.HARMLESS, Part.REQUEST)
def request_property_added(pair: MemberPair) -> Iterator[Difference]:
    if pair.older is None and pair.newer is not None and not pair.is_required[1]:
        yield Difference("{operation} also takes {name}")


FOUND = {"POST /ho also takes loai": Versions(sent("properties: {ten: {}}"), sent("properties: {ten: {}, loai: {}}"))}
