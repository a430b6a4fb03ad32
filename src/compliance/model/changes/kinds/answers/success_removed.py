"""An answer of success is no longer given with its status.

Programs that wait for this status take every other one for a failure.

To avoid it, go on answering with the status that is documented.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level
from compliance.model.changes.example import called, offered
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import AnswerPair
from compliance.model.example import Versions


@change(Level.BREAKING)
def success_removed(pair: AnswerPair) -> Iterator[Difference]:
    if pair.newer is None and pair.name.startswith("2"):
        template = "{operation} no longer accepts {name}" if pair.is_sent else "{operation} no longer sends {name}"
        yield Difference(template)


FOUND = {
    "GET /ho no longer sends 200": Versions(
        called("responses: {'200': {description: Hộ}}"), called("responses: {'202': {description: Sẽ có}}")
    ),
    "POST webhook moi no longer accepts 204": Versions(
        offered("", "webhooks: {moi: {post: {responses: {'200': {}, '204': {}}}}}\n"),
        offered("", "webhooks: {moi: {post: {responses: {'200': {}}}}}\n"),
    ),
}
HARMLESS = [
    Versions(called("responses: {'200': {}, '404': {}}"), called("responses: {2XX: {}, '500': {}}")),
    Versions(called("responses: {2XX: {}}"), called("responses: {'200': {}, '201': {}}")),
]
