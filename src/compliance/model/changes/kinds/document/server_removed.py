"""An address at which the service could be called is gone.

Programs that call it there may find nothing; whether it still runs, no document says.

To avoid it, keep the address in `servers` for as long as it works, and say in its description until when that is.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level
from compliance.model.changes.example import offered
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import DocumentPair
from compliance.model.example import Versions


@change(Level.WARNING)
def server_removed(pair: DocumentPair) -> Iterator[Difference]:
    if pair.older.files.is_version_2 != pair.newer.files.is_version_2:
        return  # because version 2 puts into the address what version 3 may put into paths
    known = {server.url.rstrip("/") for server in pair.newer.nodes.servers}
    for server in pair.older.nodes.servers:
        if server.url.rstrip("/") not in known:
            yield Difference("the address {url} is gone", url=server.url[:100], between=(server.at, pair.newer_at))


_OLD = offered("/ho: {get: {}}", "servers: [{url: https://a.example.gov.vn}]\n")
FOUND = {
    "the address https://a.example.gov.vn is gone": Versions(
        _OLD, offered("/ho: {get: {}}", "servers: [{url: https://b.example.gov.vn}]\n")
    )
}
HARMLESS = [
    Versions(
        _OLD,
        offered("/ho: {get: {}}", "servers: [{url: https://b.example.gov.vn}, {url: https://a.example.gov.vn/}]\n"),
    )
]
