"""Each scope that an operation demands is one that its security scheme declares.

Broken: An operation demands a scope that its security scheme does not declare

A caller asks the identity server for the scopes that the document lists, and then lacks the one that is demanded.

To mend it, list the scope under `scopes` of the flow, or correct its name.

Shows that the names agree within the document. Does not show that the identity server gives the scope. Where scopes
live at the identity server (OpenID Connect, bearer tokens, mutual TLS) there is nothing to compare.
"""

from collections.abc import Iterator

from compliance.model.openapi.files import DocumentFiles
from compliance.model.openapi.node import Node
from compliance.model.openapi.operation import Operation
from compliance.model.openapi.security import flows_of, schemes_demanded
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation


def scopes_named(operation: Operation) -> list[tuple[Node, list[str]]]:
    """Return the schemes of OAuth 2 that an operation demands, each with the scopes that are named."""
    files, stated = operation.files, operation.security
    return [] if stated is None else files.remember(("scopes named", id(stated.raw)), lambda: _scopes(files, stated))


def _scopes(files: DocumentFiles, stated: Node) -> list[tuple[Node, list[str]]]:
    demanded = schemes_demanded(files, stated)
    return [(scheme, scopes) for scheme, scopes in demanded if scopes and scheme.text("type") == "oauth2"]


def names_scopes(operation: Operation) -> bool:
    return bool(scopes_named(operation))


@rule("QD1425-2026.P2.API-C", "GP.OAS", when=names_scopes)
def scopes_are_declared(operation: Operation) -> Iterator[Violation | Unknown]:
    for scheme, scopes in scopes_named(operation):
        flows = list(flows_of(scheme))
        if not flows:
            yield Unknown("the security scheme names no flow, so nobody can see its scopes", at=scheme)
            continue
        listed = (flow.get("scopes") for _, flow in flows)
        declared = {name for each in listed if each is not None for name in each.mapping}
        for scope in dict.fromkeys(scopes):
            if scope not in declared:
                template = (
                    "the scope {scope} is not declared by the scheme {scheme}; operations that demand it: {count}"
                )
                at = operation.security or operation
                name = str(scheme.key)[:100]
                yield Violation(template, at=at, key=scope, is_counted=True, scope=scope[:100], scheme=name)


_SCHEMES = "components: {securitySchemes: {t: {type: oauth2, flows: {clientCredentials: {scopes: {read: Đọc}}}}}}\n"
_HEAD = "openapi: 3.1.0\n" + _SCHEMES + "paths:\n  /ho:\n    get:\n      "
GOOD = [_HEAD + "security: [{t: [read]}]\n"]
BAD = {
    "the scope doc:read is not declared by the scheme t; operations that demand it: 1": _HEAD
    + "security: [{t: [read, doc:read]}]  # <-\n",
    "the scope ghi is not declared by the scheme t; operations that demand it: 2": (
        "swagger: '2.0'\npaths: {/ho: {get: {}, put: {}}}\nsecurity: [{t: [ghi]}]  # <-\n"
        "securityDefinitions: {t: {type: oauth2, flow: application, scopes: {x-doc: A}}}\n"
    ),
    "the scope sua is not declared by the scheme t; operations that demand it: 1": (
        "openapi: 3.0.3\ncomponents: {securitySchemes: {t: {type: oauth2, flows: {clientCredentials: {}}}}}\n"
        "paths: {/ho: {get: {security: [{t: [sua]}]}}}  # <-\n"
    ),
}
IRRELEVANT = [
    _HEAD + "security: [{t: []}]\n",
    "openapi: 3.1.0\ncomponents: {securitySchemes: {o: {type: openIdConnect}}}\n"
    "paths: {/ho: {get: {security: [{o: [read]}]}}}\n",
]
UNKNOWN = [
    "openapi: 3.1.0\ncomponents: {securitySchemes: {t: {type: oauth2}}}\npaths: {/ho: {get: {security: [{t: [a]}]}}}\n"
]
