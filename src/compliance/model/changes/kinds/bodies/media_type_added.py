"""A media type was added.

Programs go on sending and asking for the one that they know.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level
from compliance.model.changes.example import called
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import MediaTypePair
from compliance.model.example import Versions


@change(Level.HARMLESS)
def media_type_added(pair: MediaTypePair) -> Iterator[Difference]:
    if pair.is_offered == (False, True):
        yield Difference("{operation} also has {name}")


FOUND = {
    "GET /ho also has 200 text/csv": Versions(
        called("responses: {'200': {content: {text/xml: {}}}}"),
        called("responses: {'200': {content: {text/xml: {}, text/csv: {}}}}"),
    )
}
