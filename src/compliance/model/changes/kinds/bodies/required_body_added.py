"""A body that there was not has to be sent.

Programs that send none are refused.

To avoid it, make the body optional, so that a call without it means what it meant.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level, Part
from compliance.model.changes.example import called
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import BodyPair
from compliance.model.example import Versions


@change(Level.BREAKING, Part.REQUEST)
def required_body_added(pair: BodyPair) -> Iterator[Difference]:
    if pair.older is None and pair.newer is not None and pair.newer.mapping.get("required") is True:
        yield Difference("{operation} now demands {name}")


_NONE, _SOME = called(""), called("requestBody: {content: {text/plain: {}}}")
FOUND = {
    "GET /ho now demands requestBody": Versions(
        _NONE, called("requestBody: {required: true, content: {text/plain: {}}}")
    )
}
HARMLESS = [Versions(_NONE, _SOME)]
