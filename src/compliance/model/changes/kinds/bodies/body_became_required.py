"""A body that could be left out has to be sent.

Programs that send none are refused.

To avoid it, keep the body optional, so that a call without it means what it meant.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level, Part
from compliance.model.changes.example import called
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import BodyPair
from compliance.model.example import Versions


@change(Level.BREAKING, Part.REQUEST)
def body_became_required(pair: BodyPair) -> Iterator[Difference]:
    if (
        pair.older is not None
        and pair.newer is not None
        and pair.newer.mapping.get("required") is True
        and pair.older.mapping.get("required") is not True
    ):
        yield Difference("{operation} now demands {name}")


_OLD = called("requestBody: {content: {text/plain: {}}}")
_NEW = called("requestBody: {required: true, content: {text/plain: {}}}")
FOUND = {"GET /ho now demands requestBody": Versions(_OLD, _NEW)}
HARMLESS = [Versions(_NEW, _OLD)]
