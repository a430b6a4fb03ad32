"""A callback goes to an address that callers give in another place.

Programs that give the address where they gave it are told nothing any more, and do not notice.

To avoid it, go on taking the address from where it was given, or describe a second callback beside the first one.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level
from compliance.model.changes.example import offered
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import OperationPair
from compliance.model.example import Versions


@change(Level.BREAKING)
def callback_goes_elsewhere(pair: OperationPair) -> Iterator[Difference]:
    before, after = pair.addresses
    if before != after:
        template = "{operation} goes to {after}, before it went to {before}"
        yield Difference(template, before=before[:100], after=after[:100])


def _calling(name: str, *addresses: str) -> str:
    return offered(
        f"/ho: {{post: {{callbacks: {{{name}: {{{', '.join(f'{each!r}: {{post: {{}}}}' for each in addresses)}}}}}}}}}"
    )


_OLD = _calling("xong", "{$request.body#/url}")
FOUND = {
    "POST callback xong (POST /ho) goes to {$request.body#/dia_chi}, before it went to {$request.body#/url}": Versions(
        _OLD, _calling("xong", "{$request.body#/dia_chi}")
    )
}
HARMLESS = [
    Versions(_OLD, _calling("hoanThanh", "{$request.body#/url}")),
    Versions(_OLD, _calling("xong", "{$request.body#/dia_chi}", "{$request.body#/url}")),
]
