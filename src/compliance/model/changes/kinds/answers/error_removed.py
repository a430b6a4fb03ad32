"""An answer that tells of a failure is no longer documented.

A failure that does not come breaks nobody; where it comes all the same, nobody knows what it looks like.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level
from compliance.model.changes.example import called
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import AnswerPair
from compliance.model.example import Versions


@change(Level.HARMLESS)
def error_removed(pair: AnswerPair) -> Iterator[Difference]:
    if pair.newer is None and not pair.name.startswith("2"):
        yield Difference("{operation} no longer documents {name}")


FOUND = {
    "GET /ho no longer documents 404": Versions(
        called("responses: {'200': {}, '404': {}}"), called("responses: {'200': {}}")
    )
}
