"""No key, token or password travels in an address.

Broken: Credentials travel in the address

Addresses are written to logs, histories and proxies, where everybody who reads them can use the key.

To mend it, send keys and tokens in a header, best in `Authorization`, and passwords in a body.

Shows the security schemes that operations demand and the names of parameters. Does not show that a parameter of another
name holds no key.
"""

from collections.abc import Iterator
from typing import Final

from compliance.model.codelist import phrase
from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.location import Place
from compliance.model.openapi.address_names import names_in
from compliance.model.openapi.files import DocumentFiles
from compliance.model.openapi.node import Node
from compliance.model.openapi.operation import Operation
from compliance.model.openapi.parameter import Parameter
from compliance.model.openapi.security import schemes_demanded
from compliance.model.rule import rule
from compliance.model.violation import Violation

Name = tuple[str, str]
TEXT: Final = frozenset({"string"})


def proof_of_secret(name: str, place: str, facts: Facts) -> Proof | None:
    """Return how well a name tells that what the address holds is a secret, None if it does not.

    A session may also be a thing that the service is about.
    """
    words = phrase(name)
    if place in {"query", "path"} and words in facts.document_words["parameter-secret"]:
        return Proof.INDICATIVE
    is_session = place == "query" and words in facts.document_words["parameter-session"]
    return Proof.SUGGESTIVE if is_session else None


def may_be_text(parameter: Parameter) -> bool:
    types = parameter.schema.types()
    return not types or not types.isdisjoint(TEXT)


def secrets_of(operation: Operation, facts: Facts) -> tuple[frozenset[Name], dict[Name, Parameter]]:
    """Return what names and places have a parameter, and which of them are secrets."""
    described = {(each.name, each.place): each for each in operation.parameters()}
    secrets = (each for each in described.items() if proof_of_secret(*each[0], facts) and may_be_text(each[1]))
    return frozenset(described), dict(secrets)


def first_place(found: Operation | Parameter, name: str, place: str) -> Place:
    """Return where a secret of that name stands first: one finding for all operations that take it."""
    return found.files.remember(("secret in address", name, place), lambda: found.at)


def keys_in_the_address(operation: Operation) -> list[Node]:
    """Return the schemes of keys that travel in the query; read once for all operations under the same security."""
    files, stated = operation.files, operation.security
    return [] if stated is None else files.remember(("keys in query", id(stated.raw)), lambda: _keys(files, stated))


def _keys(files: DocumentFiles, stated: Node) -> list[Node]:
    demanded = schemes_demanded(files, stated)
    return [scheme for scheme, _ in demanded if scheme.text("type") == "apiKey" and scheme.text("in") == "query"]


@rule("L20-2023.D42.K1.D", "NDX-SEC-01", "GP.RFC6750", "TCVN14423-2026.TRANSIT")
def credentials_stay_out_of_urls(operation: Operation, facts: Facts) -> Iterator[Violation]:
    for scheme in keys_in_the_address(operation):
        template = "the key of the security scheme {name} travels in the address; operations that demand it: {count}"
        yield Violation(template, at=scheme, name=str(scheme.key)[:100], is_counted=True)
    template = "the {place} parameter {name} puts a secret into the address; operations that take it: {count}"
    described, found = operation.once("secrets", lambda: secrets_of(operation, facts))
    undescribed = ((name, place) for name, place in names_in(operation.path) if (name, place) not in described)
    for name, place in (*found, *undescribed):
        proof = proof_of_secret(name, place, facts)
        if proof is not None:
            at = first_place(found.get((name, place), operation), name, place)
            yield Violation(template, at=at, proof=proof, is_counted=True, place=place, name=name[:100])


_HEAD = "openapi: 3.1.0\nsecurity: [{k: []}]\npaths:\n  /ho:\n    get: {parameters: ["
GOOD = [
    _HEAD + "{name: page_token, in: query}]}\ncomponents: {securitySchemes: {k: {type: apiKey, in: header}}}\n",
    _HEAD + "{name: session, in: query, schema: {type: integer}}]}\n",
    _HEAD + "{name: password, in: header}]}\n",
    "openapi: 3.0.3\npaths: {'/phien-hop/{session_id}': {get: {}}}\n",
]
BAD = {
    "the key of the security scheme k travels in the address; operations that demand it: 2": (
        "swagger: '2.0'\nsecurity: [{k: []}]\npaths: {/ho: {get: {}, put: {}}}\n"
        "securityDefinitions: {k: {type: apiKey, in: query, name: key}}  # <-\n"
    ),
    "the query parameter matKhau puts a secret into the address; operations that take it: 1": _HEAD
    + "{name: matKhau, in: query, schema: {type: string}}]}  # <-\n",
    "the path parameter access_token puts a secret into the address; operations that take it: 1": (
        "openapi: 3.0.3\npaths: {'/ho/{access_token}': {parameters: [{name: access_token, in: path}], get: {}}}  # <-\n"
    ),
    "the query parameter api_key puts a secret into the address; operations that take it: 1": (
        "openapi: 3.0.3\npaths: {'/ho?api_key={k}': {get: {}}}  # <-\n"
    ),
}
