"""An answer no longer has a header.

Programs that read it find nothing, such as the address of the next page.

To avoid it, go on sending the header.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level
from compliance.model.changes.example import called
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import HeaderPair
from compliance.model.example import Versions


@change(Level.BREAKING)
def response_header_removed(pair: HeaderPair) -> Iterator[Difference]:
    if pair.older is not None and pair.newer is None:
        template = "{operation} no longer accepts {name}" if pair.is_sent else "{operation} no longer sends {name}"
        yield Difference(template)


_OLD = called("responses: {'200': {headers: {Link: {}, X-Total: {}}}}")
FOUND = {"GET /ho no longer sends X-Total": Versions(_OLD, called("responses: {'200': {headers: {Link: {}}}}"))}
HARMLESS = [
    Versions(_OLD, called("responses: {'200': {headers: {x-total: {}, link: {}, ETag: {}}}}")),
    Versions(called("responses: {'200': {headers: {Content-Type: {}}}}"), called("responses: {'200': {}}")),
]
