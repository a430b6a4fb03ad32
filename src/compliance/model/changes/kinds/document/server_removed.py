"""An address at which the service could be called is gone.

Programs that call it there may find nothing; whether it still runs, no document says.

To avoid it, keep the address in `servers` for as long as it works, and say in its description until when that is.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level
from compliance.model.changes.example import offered
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.operations import document_servers, servers_of
from compliance.model.changes.pair import DocumentPair
from compliance.model.example import Versions
from compliance.model.openapi.document import Document
from compliance.model.openapi.server import Server


@change(Level.WARNING)
def server_removed(pair: DocumentPair) -> Iterator[Difference]:
    if pair.older.files.is_version_2 != pair.newer.files.is_version_2:
        return  # because version 2 puts into the address what version 3 may put into paths
    known = _addresses(document_servers(pair.newer))
    for server in document_servers(pair.older):
        if server.url.rstrip("/") not in known and not _is_everywhere(server, pair.newer):
            yield Difference("the address {url} is gone", url=server.url[:100], between=(server.at, pair.newer_at))


def _is_everywhere(server: Server, document: Document) -> bool:
    """Return whether each operation is offered there, because the operations or their paths say so themselves."""
    operations = document.nodes.operations
    each = (_addresses(servers_of(operation)[0]) for operation in operations)
    return bool(operations) and all(server.url.rstrip("/") in addresses for addresses in each)


def _addresses(servers: list[Server]) -> set[str]:
    return {server.url.rstrip("/") for server in servers}


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
    ),
    Versions(_OLD, offered("/ho: {servers: [{url: https://a.example.gov.vn}], get: {}}")),
]
