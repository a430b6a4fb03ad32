"""An answer no longer says what is in it.

Programs rely on what was described; now anything may come.

To avoid it, go on describing the answer.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level, Part
from compliance.model.changes.example import answered, called
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import MediaTypePair
from compliance.model.example import Versions


@change(Level.BREAKING, Part.RESPONSE)
def response_schema_removed(pair: MediaTypePair) -> Iterator[Difference]:
    if pair.is_offered == (True, True) and pair.is_described == (True, False):
        yield Difference("{operation} no longer says what is in {name}")


_OLD = answered("type: string")
_NEW = called("responses: {'200': {content: {application/json: {}}}}")
FOUND = {"GET /ho no longer says what is in 200 application/json": Versions(_OLD, _NEW)}
HARMLESS = [Versions(_NEW, _OLD)]
