"""A member that every answer had may be missing.

Programs that rely on it fail where it is not sent.

To avoid it, go on sending the member with every answer.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level, Part
from compliance.model.changes.example import answered
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import MemberPair
from compliance.model.example import Versions


@change(Level.BREAKING, Part.RESPONSE)
def response_property_became_optional(pair: MemberPair) -> Iterator[Difference]:
    if pair.is_required == (True, False) and (pair.newer is not None or pair.older is None):
        yield Difference("{operation} no longer promises {name}")


_OLD = answered("required: [ten], properties: {ten: {type: string}}")
_NEW = answered("properties: {ten: {type: string}}")
FOUND = {"GET /ho no longer promises ten": Versions(_OLD, _NEW)}
HARMLESS = [Versions(_NEW, _OLD)]
