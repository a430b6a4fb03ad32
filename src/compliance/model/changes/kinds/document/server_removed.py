"""An address at which the service could be called is gone.

Programs that call it there may find nothing; whether it still runs, no document says.

To avoid it, keep the address in `servers` for as long as it works, and say in its description until when that is.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level
from compliance.model.changes.example import offered
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.operations import document_servers, servers_of, shape
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
        if not (server.url.rstrip("/") in known or _is_everywhere(server, pair.newer) or _is_in_paths(server, pair)):
            yield Difference("the address {url} is gone", url=server.url[:100], between=(server.at, pair.newer_at))


def _is_everywhere(server: Server, document: Document) -> bool:
    """Return whether each operation is offered there, because the operations or their paths say so themselves."""
    operations = document.nodes.operations
    each = (_addresses(servers_of(operation)[0]) for operation in operations)
    return bool(operations) and all(server.url.rstrip("/") in addresses for addresses in each)


def _is_in_paths(server: Server, pair: DocumentPair) -> bool:
    """Return whether each operation is offered at its whole address, of which paths say more and servers less now."""
    older, newer = (document.nodes.operations for document in (pair.older, pair.newer))
    whole = {(each.method, f"{base}{shape(each.path)}") for each in newer for base in _addresses(servers_of(each)[0])}
    base = server.url.rstrip("/")
    return bool(older) and all((each.method, f"{base}{shape(each.path)}") in whole for each in older)


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
    Versions(
        offered("'/ho/{id}': {get: {}}", "servers: [{url: https://a.example.gov.vn/v1}]\n"),
        offered("'/v1/ho/{ma}': {get: {}}", "servers: [{url: https://a.example.gov.vn}]\n"),
    ),
    Versions(_OLD, offered("/ho: {servers: [{url: https://a.example.gov.vn}], get: {}}")),
]
