"""The addresses of servers begin with https.

Broken: The address of a server does not begin with https

Whatever travels without TLS can be read and altered on its way.

To mend it, write the address with https.

Shows the addresses in the document. Does not show where the service really runs.
"""

from collections.abc import Iterator

from compliance.model.openapi.server import Server
from compliance.model.rule import rule
from compliance.model.violation import Violation


def is_absolute(server: Server) -> bool:
    return "://" in server.url


@rule("L20-2023.D42.K1.D", when=is_absolute)
def server_is_protected(server: Server) -> Iterator[Violation]:
    if not server.url.lower().startswith("https://"):
        yield Violation("the address {url} does not begin with https", at=server, url=server.url[:80])


_HEAD = "openapi: 3.1.0\ninfo: {title: Tra cứu, version: 1.0.0}\npaths: {}\n"
GOOD = [
    _HEAD + "servers: [{url: https://a.example}]\n",
    "swagger: '2.0'\nhost: a.example\nschemes: [https]\npaths: {}\n",
]
BAD = {
    "the address http://a.example does not begin with https": _HEAD + "servers: [{url: 'http://a.example'}]  # <-\n",
}
IRRELEVANT = [_HEAD + "servers: [{url: /v1}]\n", _HEAD]
