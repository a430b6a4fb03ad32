"""A media type in which a body could be sent is no longer accepted.

Programs that send it are refused. A range, as `*/*` is one, is gone where fewer are accepted than it takes in.

To avoid it, go on accepting it beside the new one.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level, Part
from compliance.model.changes.example import called
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import MediaTypePair
from compliance.model.example import Versions


@change(Level.BREAKING, Part.REQUEST)
def request_media_type_removed(pair: MediaTypePair) -> Iterator[Difference]:
    if pair.is_offered == (True, False):
        yield Difference("{operation} no longer accepts {name}")


_OLD = called("requestBody: {content: {application/json: {}, text/xml: {}}}")
FOUND = {
    "GET /ho no longer accepts text/xml": Versions(_OLD, called("requestBody: {content: {application/json: {}}}")),
    "GET /ho no longer accepts */*": Versions(called("requestBody: {content: {'*/*': {}}}"), _OLD),
}
HARMLESS = [
    Versions(_OLD, called("requestBody: {content: {application/*: {}, text/*: {}, image/png: {}}}")),
    Versions(_OLD, called("requestBody: {content: {'*/*': {}}}")),
]
