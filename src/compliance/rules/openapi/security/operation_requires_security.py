"""Every operation that is not open data demands authentication.

Broken: Data can be asked for without credentials

Data of an agency is shared with known parties.

To mend it, give the operation, or the whole document, a `security` that names a scheme defined in the document, and
leave no empty alternative. Mark open data with `x-sharing-form: open`, what gives credentials with `x-function: token`
and what only tells that the service is up with `x-function: health`.

Shows what the document promises. Does not show that the service keeps the promise: mutual TLS may stand outside the
document, and a running service is judged by its answers.
"""

from collections.abc import Iterator
from typing import Final

from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.openapi.access import WayIn, way_in
from compliance.model.openapi.operation import Operation
from compliance.model.rule import rule
from compliance.model.violation import Violation

MESSAGES: Final = {
    WayIn.TOKEN: "{operation} can be called without credentials; if it gives them, mark it `x-function: token`",
    WayIn.HEALTH: "{operation} can be called without credentials; if it serves no data, mark it `x-function: health`",
    WayIn.DOCUMENT: "the document defines no security scheme; operations that need no credentials: {count}",
    WayIn.MISSING: "{operation} can be called without credentials: no `security`",
    WayIn.OPENED: "{operation} is opened by an empty `security`; mark it as open data, token or health, or protect it",
    WayIn.CHOICE: "{operation} can be called without credentials: an alternative of `security` is empty",
    "undefined": "the document does not define the security scheme {scheme}, or without a `type`; "
    "operations that demand it: {count}",
}
CITED: Final = ("L20-2023.D42.K1.D", "QD1562-2025.IDENT", "ND331-2026.D30.K4", "QD1425-2026.P2.AUTH")


def must_be_protected(operation: Operation) -> bool:
    """Return whether security is required: not for open data, tokens and health, nor for OPTIONS, which has none."""
    return not operation.is_open and operation.method != "options" and operation.function not in {"token", "health"}


@rule(*CITED, proof=Proof.INDICATIVE, when=must_be_protected)
def operation_requires_security(operation: Operation, facts: Facts) -> Iterator[Violation]:
    name, demand = operation.name, operation.demand
    way = way_in(operation, facts.operation_words)
    if way is WayIn.DOCUMENT:
        yield Violation(MESSAGES[way], at=operation.files.root, is_counted=True)
    elif way is not None:
        proof = Proof.SUGGESTIVE if way in {WayIn.TOKEN, WayIn.HEALTH} else None
        has_one_cause = way in {WayIn.MISSING, WayIn.CHOICE}
        yield Violation(MESSAGES[way], at=operation, proof=proof, has_one_cause=has_one_cause, operation=name)
    if demand is not None and demand.is_malformed:
        yield Violation("the `security` of {operation} is no list of requirements", at=operation, operation=name)
    if demand is not None and demand.undefined is not None:
        scheme = demand.undefined[:200] or '""'
        template = MESSAGES["undefined"]
        yield Violation(template, at=operation.security or operation, key=scheme, is_counted=True, scheme=scheme)


_HEAD = "openapi: 3.1.0\ncomponents: {securitySchemes: {token: {type: http, scheme: bearer}}}\npaths: "
GOOD = [
    _HEAD + "{/households: {get: {}}}\nsecurity: [{token: []}]\n",
    "swagger: '2.0'\nsecurityDefinitions: {t: {type: basic}}\nsecurity: [{t: []}]\npaths: {/households: {get: {}}}\n",
]
BAD = {
    "GET /ho can be called without credentials: no `security`": _HEAD + "{/ho: {get: {}}}  # <-\n",
    "GET /prices is opened by an empty `security`; mark it as open data, token or health, or protect it": _HEAD
    + "{/prices: {get: {security: []}}}  # <-\n",
    "GET /ho can be called without credentials: an alternative of `security` is empty": _HEAD
    + "{/ho: {get: {}}}  # <-\nsecurity: [{token: []}, {}]\n",
    "POST /dang-nhap can be called without credentials; if it gives them, mark it `x-function: token`": _HEAD
    + "{/dang-nhap: {post: {}}}  # <-\n",
    "GET /health can be called without credentials; if it serves no data, mark it `x-function: health`": _HEAD
    + "{/health: {get: {security: []}}}  # <-\n",
    "the document defines no security scheme; operations that need no credentials: 2": (
        "openapi: 3.1.0  # <-\npaths: {/households: {get: {}, put: {}}}\n"
    ),
    "the `security` of GET /ho is no list of requirements": _HEAD + "{/ho: {get: {security: {token: []}}}}  # <-\n",
    "the document does not define the security scheme key, or without a `type`; operations that demand it: 2": _HEAD
    + "{/ho: {get: {}, put: {}}}\nsecurity: [{key: []}]  # <-\n",
}
IRRELEVANT = [_HEAD + "{/a: {get: {x-sharing-form: open}, options: {}}, /b: {get: {x-function: Health}}}\n"]
