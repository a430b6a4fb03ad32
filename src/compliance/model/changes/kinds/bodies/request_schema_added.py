"""A body is described of which nothing was said before.

What programs send may be refused now, or was refused all along.

To avoid it, describe what was accepted before, and no less.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level, Part
from compliance.model.changes.example import offered, sent
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import MediaTypePair
from compliance.model.example import Versions


@change(Level.WARNING, Part.REQUEST)
def request_schema_added(pair: MediaTypePair) -> Iterator[Difference]:
    if pair.is_offered == (True, True) and pair.is_described == (False, True):
        yield Difference("{operation} now says what has to be in {name}")


_OLD = offered("/ho: {post: {requestBody: {content: {application/json: {}}}}}")
_NEW = sent("type: object, required: [ten]")
FOUND = {"POST /ho now says what has to be in application/json": Versions(_OLD, _NEW)}
HARMLESS = [Versions(_NEW, _OLD)]
