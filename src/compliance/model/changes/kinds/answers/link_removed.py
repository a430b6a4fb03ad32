"""An answer no longer has a link to what may be called next.

Programs that follow it by its name have nothing to follow.

To avoid it, go on describing the link.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level
from compliance.model.changes.example import called
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import LinkPair
from compliance.model.example import Versions


@change(Level.WARNING)
def link_removed(pair: LinkPair) -> Iterator[Difference]:
    if pair.is_there == (True, False):
        yield Difference("an answer of {operation} no longer has the link {name}")


_OLD = called("responses: {'200': {links: {chu: {operationId: timChu}, xa: {operationId: timXa}}}}")
FOUND = {
    "an answer of GET /ho no longer has the link xa": Versions(
        _OLD, called("responses: {'200': {links: {chu: {operationId: timChu}}}}")
    )
}
HARMLESS = [
    Versions(_OLD, called("responses: {'200': {links: {xa: {operationId: timXa}, chu: {operationId: timChu}}}}")),
    Versions(called("responses: {'200': {links: {chu: {operationId: timChu}}}}"), _OLD),
]
