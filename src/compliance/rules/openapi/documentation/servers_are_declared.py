"""A document gives an address at which the service can be called.

Broken: The document gives no address at which the service can be called

A copy of the document in a catalogue says nothing of the host it came from.

To mend it, write under `servers` the full address of the service, with its host; in version 2.0 write `host`. Where
addresses are given on request only, say so with `x-address-on-request: true`. Describe an address inside a dedicated
network as one (`description: Mạng truyền số liệu chuyên dùng`).

Shows that an address stands there that could work for a stranger. Does not show that anything answers.
"""

from collections.abc import Iterator
from typing import Final

from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.openapi.document import Document
from compliance.model.openapi.hosts import HostKind, host_of, kind_of_host
from compliance.model.openapi.server import Server
from compliance.model.rule import rule
from compliance.model.violation import Violation

MESSAGES: Final = {
    HostKind.NONE: "no address names its host",
    HostKind.LOOPBACK: "the host {host} is the computer of whoever calls; no address of the service is given",
    HostKind.PLACEHOLDER: "the host {host} stands for another one; no address of the service is given",
    HostKind.PRIVATE: "the host {host} is private; say in its description in which network it is",
}


def gives_addresses(document: Document, facts: Facts) -> bool:
    """Return whether addresses are to be in the document: Circular 13/2017 lets an owner give them on request.

    A document of shared parts, or only of what is told to others, has no paths and needs none.
    """
    is_on_request = document.root.mapping.get("x-address-on-request") is True
    words = facts.document_words["address-on-request"]
    return document.root.has("paths") and not (is_on_request or words.are_in(document.info.text("description") or ""))


def is_in_a_named_network(server: Server, facts: Facts) -> bool:
    return facts.document_words["private-network"].are_in(server.node.text("description") or "")


@rule("TT13-2017.D7.K1", "TT13-2017.D6.K4", proof=Proof.INDICATIVE, when=gives_addresses)
def servers_are_declared(document: Document, facts: Facts) -> Iterator[Violation]:
    if not document.nodes.servers:
        yield Violation("the document gives no address of the service", at=document.root)
        return
    found: list[tuple[Server, HostKind]] = []
    for server in document.nodes.servers:
        kind = kind_of_host(server)
        if kind is HostKind.PUBLIC or (kind is HostKind.PRIVATE and is_in_a_named_network(server, facts)):
            return
        found.append((server, kind))
    server, kind = max(found, key=lambda each: tuple(MESSAGES).index(each[1]))
    proof = Proof.SUGGESTIVE if kind is HostKind.PRIVATE else None
    yield Violation(MESSAGES[kind], at=server, proof=proof, host=host_of(server)[:100])


_HEAD = "openapi: 3.1.0\npaths: {}\n"
GOOD = [
    _HEAD + "servers: [{url: 'http://localhost:8080'}, {url: https://api.example.gov.vn/v1}]\n",
    _HEAD + "servers: [{url: 'https://{h}/v1', variables: {h: {default: api.example.gov.vn}}}]\n",
    _HEAD + "servers: [{url: 'https://10.1.2.3/v1', description: Mạng truyền số liệu chuyên dùng}]\n",
    "swagger: '2.0'\npaths: {}\nhost: api.example.gov.vn\n",
]
BAD = {
    "the document gives no address of the service": "openapi: 3.1.0  # <-\npaths: {}\nservers: []\n",
    "no address names its host": "swagger: '2.0'\npaths: {}\nbasePath: /v1  # <-\n",
    "the host example.com stands for another one; no address of the service is given": _HEAD
    + "servers: [{url: https://example.com/v1}]  # <-\n",
    "the host {h} stands for another one; no address of the service is given": _HEAD
    + "servers: [{url: 'https://{h}/v1'}]  # <-\n",
    "the host localhost is the computer of whoever calls; no address of the service is given": _HEAD
    + "servers:\n- {url: /v1}\n- {url: 'https://localhost:8080'}  # <-\n",
    "the host 10.1.2.3 is private; say in its description in which network it is": _HEAD
    + "servers: [{url: 'https://10.1.2.3/v1'}]  # <-\n",
}
IRRELEVANT = [
    "openapi: 3.1.0\ncomponents: {schemas: {Xa: {type: string}}}\n",
    _HEAD + "x-address-on-request: true\n",
    _HEAD + "info: {description: Địa chỉ được cung cấp khi chấp nhận yêu cầu kết nối.}\n",
]
