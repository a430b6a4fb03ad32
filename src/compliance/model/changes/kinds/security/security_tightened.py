"""A way in that was open is closed, or asks for more.

Programs that come in that way are refused: they have no key, or their token has not the scope.

To avoid it, accept the former credentials beside the new ones until every program has changed.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level
from compliance.model.changes.example import called
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import SecurityPair
from compliance.model.changes.security import closed_ways, written
from compliance.model.example import Versions


@change(Level.BREAKING)
def security_tightened(pair: SecurityPair) -> Iterator[Difference]:
    closed = closed_ways(pair.older, pair.newer)
    if frozenset() in closed:
        yield Difference("{operation} now asks for credentials: {new}", new=written(pair.newer))
    elif closed:
        yield Difference(
            "{operation} no longer lets in with {old}; it asks for {new}", old=written(closed), new=written(pair.newer)
        )


_SCHEMES = "components: {securitySchemes: {khoa: {type: apiKey, in: header, name: X-Khoa}, the: {type: oauth2}}}\n"


def _asking(security: str) -> str:
    return called(f"security: [{security}]", _SCHEMES)


FOUND = {
    "GET /ho now asks for credentials: apiKey header x-khoa": Versions(called("", _SCHEMES), _asking("{khoa: []}")),
    "GET /ho no longer lets in with oauth2 (read); it asks for oauth2 (read, write)": Versions(
        _asking("{the: [read]}"), _asking("{the: [read, write]}")
    ),
    "GET /ho no longer lets in with apiKey header x-khoa; it asks for oauth2": Versions(
        _asking("{khoa: []}, {the: []}"), _asking("{the: []}")
    ),
    "GET /ho no longer lets in with apiKey header x-khoa; it asks for apiKey header x-khoa + oauth2": Versions(
        _asking("{khoa: []}"), _asking("{khoa: [], the: []}")
    ),
}
HARMLESS = [
    Versions(_asking("{the: [read, write]}"), _asking("{the: [read]}")),
    Versions(_asking("{khoa: []}"), _asking("{the: []}, {khoa: []}")),
    Versions(_asking("{khoa: []}, {}"), _asking("{}")),
]
