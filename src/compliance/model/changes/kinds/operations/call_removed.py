"""The platform no longer makes a call that others wait for.

Whoever registered for the webhook or the callback is told nothing any more, and does not notice.

To avoid it, go on making the call until all that wait for it have changed to another one.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level
from compliance.model.changes.example import offered
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import OperationPair
from compliance.model.example import Versions


@change(Level.BREAKING)
def call_removed(pair: OperationPair) -> Iterator[Difference]:
    if pair.newer is None and pair.is_call and not pair.was_deprecated:
        yield Difference("{operation} is no longer made")


_OLD = offered("", "webhooks: {moi: {post: {}}, xoa: {post: {}}}\n")
FOUND = {
    "POST webhook xoa is no longer made": Versions(_OLD, offered("", "webhooks: {moi: {post: {}}}\n")),
    "POST callback khiDoi (POST /dang-ky) is no longer made": Versions(
        offered("/dang-ky: {post: {callbacks: {khiDoi: {'{$request.body#/url}': {post: {}}}}}}"),
        offered("/dang-ky: {post: {}}"),
    ),
}
HARMLESS = [Versions(_OLD, _OLD.replace("moi", "sua: {post: {}}, moi"))]
