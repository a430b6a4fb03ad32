"""An address at which the service could be called is gone.

Programs that call it there may find nothing; whether it still runs, no document says.

To avoid it, keep the address in `servers` for as long as it works, and say in its description until when that is.
"""

from collections.abc import Collection, Iterator

from compliance.model.changes.addresses import Addresses, plain
from compliance.model.changes.change import Level
from compliance.model.changes.example import offered
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.operations import document_servers, servers_of, shape
from compliance.model.changes.pair import DocumentPair
from compliance.model.example import Versions
from compliance.model.openapi.document import Document


@change(Level.WARNING)
def server_removed(pair: DocumentPair) -> Iterator[Difference]:
    if pair.older.files.is_version_2 != pair.newer.files.is_version_2:
        return  # because version 2 puts into the address what version 3 may put into paths
    known = Addresses(document_servers(pair.newer))
    gone = [(server, address) for server in document_servers(pair.older) for address in known.lacking(server)]
    if not gone:
        return
    everywhere, whole = _everywhere(pair.newer), _whole_addresses(pair.newer)
    for server, address in gone:
        if plain(address) not in everywhere and not _is_in_paths(plain(address), pair.older, whole):
            yield Difference("the address {url} is gone", url=address[:100], between=(server.at, pair.newer_at))


def _everywhere(document: Document) -> frozenset[str]:
    """Return where each operation is offered, because the operations or their paths say so themselves."""
    stated = {id(holder.raw): servers for servers, holder in map(servers_of, document.nodes.operations)}
    known = [Addresses(servers).known for servers in stated.values()]
    return frozenset[str].intersection(*known) if known else frozenset()


def _whole_addresses(document: Document) -> set[tuple[str, str]]:
    """Return method and whole address of each operation, without the names of variables."""
    operations = [(each, servers_of(each)[0]) for each in document.nodes.operations]
    stated = {id(servers): servers for _, servers in operations}
    known = {key: Addresses(servers).known for key, servers in stated.items()}
    found = ((each, base) for each, servers in operations for base in known[id(servers)])
    return {(each.method, f"{base}{shape(each.path)}") for each, base in found}


def _is_in_paths(base: str, older: Document, whole: Collection[tuple[str, str]]) -> bool:
    """Return whether each operation is offered at its whole address, of which paths say more and servers less now."""
    operations = older.nodes.operations
    return bool(operations) and all((each.method, f"{base}{shape(each.path)}") in whole for each in operations)


_OF_TWO = "servers: [{url: 'https://{noi}.example.gov.vn', variables: {noi: {default: that, enum: [that]}}}]\n"
_OLD = offered("/ho: {get: {}}", "servers: [{url: https://a.example.gov.vn}]\n")
FOUND = {
    "the address https://a.example.gov.vn is gone": Versions(
        _OLD, offered("/ho: {get: {}}", "servers: [{url: https://b.example.gov.vn}]\n")
    ),
    "the address https://thu.example.gov.vn is gone": Versions(
        offered("/ho: {get: {}}", _OF_TWO.replace("enum: [that]", "enum: [that, thu]")),
        offered("/ho: {get: {}}", _OF_TWO),
    ),
}
HARMLESS = [
    Versions(
        offered("/ho: {get: {}}", _OF_TWO.replace("enum: [that]", "enum: [that, thu]")),
        offered(
            "/ho: {get: {}}",
            "servers: [{url: 'https://that.example.gov.vn:443'}, {url: 'https://THU.example.gov.vn'}]\n",
        ),
    ),
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
