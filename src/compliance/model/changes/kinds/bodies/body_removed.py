"""A body is no longer taken, or no longer sent by a call of the platform.

What programs send in it reaches nobody; whoever is called finds nothing to read.

To avoid it, keep the body, and what is in it.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level
from compliance.model.changes.example import called, offered
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import BodyPair
from compliance.model.example import Versions


@change(Level.BREAKING)
def body_removed(pair: BodyPair) -> Iterator[Difference]:
    if pair.older is not None and pair.newer is None:
        template = "{operation} no longer accepts {name}" if pair.is_sent else "{operation} no longer sends {name}"
        yield Difference(template)


_HOOK = "webhooks: {moi: {post: {requestBody: {content: {text/plain: {}}}}}}\n"
FOUND = {
    "GET /ho no longer accepts requestBody": Versions(called("requestBody: {content: {text/plain: {}}}"), called("")),
    "POST webhook moi no longer sends requestBody": Versions(
        offered("", _HOOK), offered("", "webhooks: {moi: {post: {}}}\n")
    ),
}
HARMLESS = [Versions(called(""), called("requestBody: {content: {text/plain: {}}}"))]
