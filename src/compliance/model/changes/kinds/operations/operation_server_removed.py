"""An operation, or all of a path, is no longer offered at an address of its own.

Programs that call it there may find nothing; whether it still runs, no document says.

To avoid it, keep the address in its `servers` for as long as it works, and say in its description until when that is.
"""

from collections.abc import Iterator

from compliance.model.changes.addresses import Addresses
from compliance.model.changes.change import Level
from compliance.model.changes.example import offered
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.operations import servers_apart
from compliance.model.changes.pair import OperationPair
from compliance.model.example import Versions


@change(Level.WARNING)
def operation_server_removed(pair: OperationPair) -> Iterator[Difference]:
    apart = None if pair.is_call else servers_apart(pair.older, pair.newer)
    if apart is None:
        return
    older, newer, place = apart
    known = Addresses(newer)
    for server, address in [(each, address) for each in older for address in known.lacking(each)]:
        template = "{operation} is no longer offered at {url}"
        yield Difference(template, url=address[:100], between=(server.at, place.at))


def _at(*hosts: str) -> str:
    servers = ", ".join(f"{{url: 'https://{host}.example.gov.vn'}}" for host in hosts)
    return offered(f"/ho: {{servers: [{servers}], get: {{}}}}")


FOUND = {
    "GET /ho is no longer offered at https://a.example.gov.vn": Versions(_at("a"), _at("b")),
    "GET /ho is no longer offered at https://c.example.gov.vn": Versions(
        offered("/ho: {get: {}}", "servers: [{url: 'https://c.example.gov.vn'}]\n"),
        _at("a") + "servers: [{url: 'https://c.example.gov.vn'}]\n",
    ),
}
HARMLESS = [
    Versions(_at("a"), _at("b", "a")),
    Versions(_at("a"), offered("/ho: {get: {}}", "servers: [{url: 'https://A.example.gov.vn/'}]\n")),
]
