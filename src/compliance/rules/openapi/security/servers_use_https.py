"""Every address of the service, and of what gives credentials, uses HTTPS.

Broken: An address of the service is not protected by HTTPS

What travels over plain HTTP can be read and changed by everybody on the way, tokens too.

To mend it, write `https` in the address, or under `schemes` in version 2.0, and close the other port. Addresses of the
calling computer itself may stay, and that of an adapter on a private host, if its description says that it is one.

Shows the addresses that the document gives. Does not show that a server answers there only over HTTPS, nor that its
certificate is good.
"""

from collections.abc import Iterator
from typing import Final

from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.openapi.document import Document
from compliance.model.openapi.hosts import HostKind, kind_of_host
from compliance.model.openapi.security import SecurityScheme, addresses_in
from compliance.model.openapi.server import Server
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.openapi.security._https import over_https

CITED: Final = ("L20-2023.D42.K1.D", "NDX-SEC-02", "TCVN14423-2026.TRANSIT")
SAFE: Final = frozenset({"https", "wss", ""})


def is_not_all_open(document: Document) -> bool:
    """Return whether anything is shared that is not open data, which may travel unprotected."""
    operations = document.nodes.operations
    return not operations or not all(operation.is_open for operation in operations)


def is_excused(server: Server, facts: Facts) -> bool:
    """Return whether an address never leaves the computer of the caller, or is that of an adapter beside it."""
    kind = kind_of_host(server)
    is_adapter = facts.document_words["adapter"].are_in(server.node.text("description") or "")
    return kind is HostKind.LOOPBACK or (kind is HostKind.PRIVATE and is_adapter)


def schemes_of(server: Server) -> frozenset[str]:
    """Return how an address may be called; in version 2.0 the schemes hold for a base path without host too."""
    root = server.files.root
    is_without_host = server.files.is_version_2 and not root.has("host")
    return frozenset(map(str.lower, root.strings("schemes"))) if is_without_host else server.schemes


@rule(*CITED, proof=Proof.INDICATIVE, when=is_not_all_open)
def servers_use_https(document: Document, facts: Facts) -> Iterator[Violation | Unknown]:
    for hole in document.nodes.dangling:
        if SecurityScheme.__name__ in hole.holds:
            yield Unknown("a security scheme stands elsewhere, so nobody can see its addresses", at=hole.node)
    for server in document.nodes.servers:
        for scheme in sorted(schemes_of(server) - SAFE):
            if not is_excused(server, facts):
                template = "the service is called over {scheme}; https is required"
                yield Violation(template, at=server, key=scheme, scheme=scheme, mend=over_https(server.node.get("url")))
    for declared in document.nodes.security_schemes:
        for node in addresses_in(declared.node):
            server = Server(document.files, node, str(node.raw))
            for scheme in sorted(server.schemes - SAFE):
                if kind_of_host(server) is not HostKind.LOOPBACK:
                    template = "`{field}` of the security scheme {name} begins with {scheme}; https is required"
                    field, name, mend = str(node.key), declared.name[:100], over_https(node)
                    yield Violation(template, at=node, mend=mend, field=field, name=name, scheme=scheme)


_HEAD = "openapi: 3.1.0\npaths: {/ho: {get: {}}}\n"
GOOD = [
    _HEAD + "servers: [{url: https://api.example.gov.vn}, {url: 'http://localhost:8080'}, {url: /v1}]\n",
    _HEAD + "servers: [{url: 'http://10.1.2.3/v1', description: Adapter trong mạng của đơn vị}]\n",
    "swagger: '2.0'\npaths: {}\nhost: api.example.gov.vn\nschemes: [https]\n",
]
BAD = {
    "the service is called over http; https is required": (
        _HEAD
        + "servers: [{url: '{s}://api.example.gov.vn', variables: {s: {default: https, enum: [https, HTTP]}}}]  # <-\n"
    ),
    "`tokenUrl` of the security scheme k begins with http; https is required": (
        "swagger: '2.0'\npaths: {}\nsecurityDefinitions: {k: {type: oauth2, flow: application, "
        "tokenUrl: http://id.example.gov.vn}}  # <-\n"
    ),
    "`tokenUrl` of the security scheme t begins with http; https is required": _HEAD
    + """components:
  securitySchemes:
    t:
      type: oauth2
      flows:
        clientCredentials:
          tokenUrl: http://id.example.gov.vn/token  # <-
""",
    "`openIdConnectUrl` of the security scheme o begins with http; https is required": _HEAD
    + "components: {securitySchemes: {o: {type: openIdConnect, openIdConnectUrl: 'http://a.example'}}}  # <-\n",
}
BAD |= {
    "the service is called over ws; https is required": (
        "swagger: '2.0'\npaths: {}\nhost: api.example.gov.vn  # <-\nschemes: [ws, https]\n"
    ),
    "the service is called over http; https is required": "swagger: '2.0'\nbasePath: /v1  # <-\nschemes: [http]\n",
}
IRRELEVANT = [
    "openapi: 3.1.0\nx-sharing-form: open\npaths: {/gia: {get: {}}}\nservers: [{url: http://mo.example.gov.vn}]\n"
]
UNKNOWN = [_HEAD + "components: {securitySchemes: {t: {$ref: '#/components/securitySchemes/nobody'}}}\n"]
