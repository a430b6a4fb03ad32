"""An address with variables stands for another one where nobody chooses their values.

Programs that leave the choice to the document call another address than before.

To avoid it, keep the defaults of the variables, and offer the other value beside them.
"""

from collections.abc import Iterator

from compliance.model.changes.addresses import other_defaults
from compliance.model.changes.change import Level
from compliance.model.changes.example import offered
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.operations import document_servers
from compliance.model.changes.pair import DocumentPair
from compliance.model.example import Versions


@change(Level.WARNING)
def server_default_changed(pair: DocumentPair) -> Iterator[Difference]:
    for older, newer in other_defaults(document_servers(pair.older), document_servers(pair.newer)):
        template = "{url} stands for {new} where nothing is chosen, before it was {old}"
        words = {"url": older.url[:100], "old": older.filled[:100], "new": newer.filled[:100]}
        yield Difference(template, **words, between=(older.at, newer.at))


_OPEN = "servers: [{url: 'https://{noi}.example.gov.vn', variables: {noi: {default: that}}}]\n"
_LISTED = _OPEN.replace("default: that", "default: that, enum: [that, thu]")
FOUND = {
    "https://{noi}.example.gov.vn stands for https://thu.example.gov.vn where nothing is chosen, before it was "
    "https://that.example.gov.vn": Versions(
        offered("/ho: {get: {}}", _OPEN), offered("/ho: {get: {}}", _OPEN.replace("that", "thu"))
    ),
    "https://{noi}.example.gov.vn stands for https://thu.example.gov.vn where nothing is chosen, before it was "
    "https://That.example.gov.vn": Versions(
        offered("/ho: {get: {}}", _LISTED.replace("that", "That")),
        offered("/ho: {get: {}}", _LISTED.replace("default: that", "default: thu")),
    ),
}
HARMLESS = [
    Versions(offered("/ho: {get: {}}", _OPEN), offered("/ho: {get: {}}", _OPEN.replace("noi", "cho"))),
    Versions(
        offered("/ho: {get: {}}", _LISTED), offered("/ho: {get: {}}", _LISTED.replace("that, thu]", "thu, moi, that]"))
    ),
]
