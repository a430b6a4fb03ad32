"""What anybody may call gives no personal data, unless a lawful case is named.

Broken: Anybody can read what the document marks as personal data

Personal data is made public for a certain purpose and in four cases only; a disclosure that another law demands is one
of them.

To mend it, protect the operation, or name the case in `x-publication-case`: consent, law, emergency or contract.

Shows operations that are open by `x-sharing-form: open` or by an empty `security`, and fields with `x-personal-data`.
Does not show personal data that is not marked, nor that a case that is named is one. Where no `security` is stated at
all, another rule speaks.
"""

from collections.abc import Iterator
from typing import Final

from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.openapi.operation import Operation
from compliance.model.personal_data import gives_marked_data
from compliance.model.rule import rule
from compliance.model.violation import Violation

MESSAGES: Final = (
    MISSING := "{operation} gives marked personal data to anybody; no `x-publication-case` says why it may",
    UNKNOWN := "{operation} gives marked personal data to anybody; its `x-publication-case` is none of {cases}",
)
CASE: Final = "x-publication-case"


def is_open(operation: Operation) -> bool:
    """Return whether the document opens the operation to everybody, and not to give them credentials."""
    demand = operation.demand
    is_opened = demand is not None and (demand.is_empty or demand.has_empty_choice)
    return (operation.is_open or is_opened) and operation.function not in {"token", "health"}


@rule("L91-2025.D16.K1-K2", proof=Proof.INDICATIVE, when=is_open)
def personal_data_is_not_open(operation: Operation, facts: Facts) -> Iterator[Violation]:
    if not gives_marked_data(operation, facts):
        return
    holders = (operation.node, operation.path_item, operation.files.root)
    stated = next((holder.text(CASE) for holder in holders if holder.text(CASE)), None)
    if stated is None:
        yield Violation(MISSING, at=operation, operation=operation.name)
    elif facts.extensions[CASE].mark(stated.partition(":")[0]) is None:
        cases = ", ".join(mark.code for mark in facts.extensions[CASE].values)
        yield Violation(UNKNOWN, at=operation, operation=operation.name, cases=cases)


_ANSWER = "responses: {'200': {content: {application/json: {schema: {$ref: '#/components/schemas/Nguoi'}}}}}"
_SCHEMAS = (
    "openapi: 3.1.0\ncomponents:\n  securitySchemes: {t: {type: http, scheme: bearer}}\n"
    "  responses: {Nguoi: {content: {a/b: {schema: {type: array, items: {$ref: '#/components/schemas/Nguoi'}}}}}}\n"
    "  schemas: {Nguoi: {properties: {hoTen: {x-personal-data: basic}}}}\nsecurity: [{t: []}]\npaths:\n  /nguoi:\n    "
)
GOOD = [
    _SCHEMAS + "get: {security: [], x-publication-case: law, " + _ANSWER + "}\n",
    _SCHEMAS + "get: {security: [], x-publication-case: 'Consent: phiếu đồng ý', " + _ANSWER + "}\n",
    _SCHEMAS + "get: {security: [], responses: {'200': {description: ok}}}\n",
]
BAD = {
    "GET /nguoi gives marked personal data to anybody; no `x-publication-case` says why it may": _SCHEMAS
    + "get: {security: [], "
    + _ANSWER
    + "}  # <-\n",
    "POST /nguoi gives marked personal data to anybody; no `x-publication-case` says why it may": _SCHEMAS
    + "post: {x-sharing-form: open, responses: {2XX: {$ref: '#/components/responses/Nguoi'}}}  # <-\n",
    "PUT /nguoi gives marked personal data to anybody; "
    "its `x-publication-case` is none of consent, law, emergency, contract": _SCHEMAS
    + "put: {x-publication-case: because, security: [{t: []}, {}], "
    + _ANSWER
    + "}  # <-\n",
}
IRRELEVANT = [
    _SCHEMAS + "get: {" + _ANSWER + "}\n",
    _SCHEMAS + "get: {security: [], x-function: token, " + _ANSWER + "}\n",
]
