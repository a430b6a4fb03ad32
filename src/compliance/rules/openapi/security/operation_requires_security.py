"""Every operation that is not open data demands authentication.

Broken: Data can be asked for without credentials

Data of an agency is shared with known parties.

To mend it, give the operation, or the whole document, a `security` that names a scheme defined in the document, and
leave no empty alternative. Mark open data with `x-sharing-form: open`.

Shows what the document promises. Does not show that the service keeps the promise: mutual TLS may stand outside the
document, and a running service is judged by its answers.
"""

from collections.abc import Iterator

from compliance.model.grades import Proof
from compliance.model.openapi.operation import Operation
from compliance.model.rule import rule
from compliance.model.violation import Violation


def is_not_open(operation: Operation) -> bool:
    """Return whether security is required: not for open data, nor for OPTIONS, which cannot carry credentials."""
    return not operation.is_open and operation.method != "options"


@rule(
    "L20-2023.D42.K1.D",
    "QD1425-2026.P2.AUTH",
    "QD1562-2025.IDENT",
    "ND331-2026.D30.K4",
    proof=Proof.INDICATIVE,
    when=is_not_open,
)
def operation_requires_security(operation: Operation) -> Iterator[Violation]:
    name, demand = operation.name, operation.demand
    if demand is None or demand.is_empty:
        yield Violation("{operation} can be called without credentials: no `security`", at=operation, operation=name)
        return
    if demand.is_malformed:
        yield Violation("the `security` of {operation} is no list of requirements", at=operation, operation=name)
        return
    if demand.has_empty_choice:
        template = "{operation} can be called without credentials: an alternative of `security` is empty"
        yield Violation(template, at=operation, operation=name)
    if demand.undefined is not None:
        template = "{operation} names the security scheme {scheme}, which the document does not define"
        yield Violation(template, at=operation, operation=name, scheme=demand.undefined[:200])


_HEAD = "openapi: 3.1.0\ncomponents: {securitySchemes: {token: {type: http, scheme: bearer}}}\n"
GOOD = [
    _HEAD + "security: [{token: []}]\npaths: {/households: {get: {}}}\n",
    _HEAD + "paths: {/households: {get: {security: [{token: []}]}}}\n",
    "swagger: '2.0'\nsecurityDefinitions: {t: {type: basic}}\nsecurity: [{t: []}]\npaths: {/households: {get: {}}}\n",
]
BAD = {
    "GET /households can be called without credentials: no `security`": _HEAD
    + "paths: {/households: {get: {}}}  # <-\n",
    "GET /prices can be called without credentials: no `security`": _HEAD
    + "security: [{token: []}]\npaths: {/prices: {get: {security: []}}}  # <-\n",
    "GET /households can be called without credentials: an alternative of `security` is empty": _HEAD
    + "security: [{token: []}, {}]\npaths: {/households: {get: {}}}  # <-\n",
    "the `security` of GET /households is no list of requirements": _HEAD
    + "paths: {/households: {get: {security: {token: []}}}}  # <-\n",
    "GET /households names the security scheme key, which the document does not define": """
        openapi: 3.1.0
        paths: {/households: {get: {security: [{key: []}]}}}  # <-
        """,
}
IRRELEVANT = ["openapi: 3.1.0\npaths: {/prices: {get: {x-sharing-form: open}, options: {}}}\n"]
