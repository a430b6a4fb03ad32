"""A link of an answer leads to another operation, or brings it other values.

Programs that follow it by its name call something else than they did.

To avoid it, give the new link a name of its own.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level
from compliance.model.changes.example import called, offered
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import LinkPair
from compliance.model.example import Versions


@change(Level.WARNING)
def link_changed(pair: LinkPair) -> Iterator[Difference]:
    if pair.is_there == (True, True) and not pair.is_same:
        yield Difference("the link {name} of {operation} leads elsewhere, or brings other values")


def _linked(link: str) -> str:
    answers = f"responses: {{'200': {{links: {{xa: {{{link}}}}}}}}}"
    return offered(f"/ho: {{get: {{{answers}}}}}, /xa: {{get: {{operationId: timXa}}}}")


_OLD = _linked("operationId: timXa, parameters: {ma: $response.body#/ma}")
FOUND = {
    "the link xa of GET /ho leads elsewhere, or brings other values": Versions(
        _OLD, _linked("operationId: timXa, parameters: {ma: $response.body#/maXa}")
    ),
    "the link chu of GET /ho leads elsewhere, or brings other values": Versions(
        called("responses: {'200': {links: {chu: {operationId: timChu}}}}"),
        called("responses: {'200': {links: {chu: {operationId: timHo}}}}"),
    ),
}
HARMLESS = [
    Versions(_OLD, _linked("operationRef: '#/paths/~1xa/get', parameters: {ma: $response.body#/ma}")),
    Versions(_OLD, _linked("operationId: timXa, parameters: {query.ma: $response.body#/ma}")),
    Versions(_OLD, _OLD.replace("parameters:", "description: Xã của hộ, parameters:")),
]
