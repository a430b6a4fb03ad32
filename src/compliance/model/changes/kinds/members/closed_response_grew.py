"""A member was added to an answer that was to have no others than it named.

Programs that hold answers against the document refuse it; all others pass it over.

To avoid it, leave `additionalProperties: false` out of answers: nothing can be added to what is closed.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level, Part
from compliance.model.changes.example import answered
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import MemberPair
from compliance.model.example import Versions


@change(Level.WARNING, Part.RESPONSE)
def closed_response_grew(pair: MemberPair) -> Iterator[Difference]:
    if pair.older is None and pair.newer is not None and pair.is_closed[0]:
        yield Difference("{operation} also sends {name}, and was to send nothing but what it named")


_OLD = answered("additionalProperties: false, properties: {ten: {}}")
FOUND = {
    "GET /ho also sends loai, and was to send nothing but what it named": Versions(
        _OLD, answered("additionalProperties: false, properties: {ten: {}, loai: {}}")
    )
}
HARMLESS = [Versions(_OLD, answered("additionalProperties: false, properties: {ten: {type: string}}"))]
