"""A media type in which an answer could be had is no longer offered.

Programs that ask for it, or read nothing else, fail.

To avoid it, go on offering it beside the new one.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level, Part
from compliance.model.changes.example import called
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import MediaTypePair
from compliance.model.example import Versions


@change(Level.BREAKING, Part.RESPONSE)
def response_media_type_removed(pair: MediaTypePair) -> Iterator[Difference]:
    if pair.is_offered == (True, False):
        yield Difference("{operation} no longer sends {name}")


_OLD = called("responses: {'200': {content: {application/json: {}, text/xml: {}}}}")
FOUND = {
    "GET /ho no longer sends 200 text/xml": Versions(
        _OLD, called("responses: {'200': {content: {application/json: {}}}}")
    ),
}
HARMLESS = [Versions(_OLD, called("responses: {'200': {content: {text/xml: {}, application/json: {}, text/csv: {}}}}"))]
