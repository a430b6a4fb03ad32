"""A member that could be left out has to be sent.

Programs that leave it out are refused.

To avoid it, keep the member optional, so that a request without it means what it meant.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level, Part
from compliance.model.changes.example import sent
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import MemberPair
from compliance.model.example import Versions


@change(Level.BREAKING, Part.REQUEST)
def request_property_became_required(pair: MemberPair) -> Iterator[Difference]:
    is_known = pair.older is not None or pair.newer is None
    if is_known and pair.is_required == (False, True):
        yield Difference("{operation} now demands {name}")


_OLD = sent("properties: {ten: {type: string}}")
_NEW = sent("required: [ten], properties: {ten: {type: string}}")
FOUND = {"POST /ho now demands ten": Versions(_OLD, _NEW)}
HARMLESS = [
    Versions(_NEW, _OLD),
    Versions(_NEW, sent("allOf: [{required: [ten]}, {properties: {ten: {type: string}}}]")),
]
