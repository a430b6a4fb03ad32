"""A request for personal data tells for what it is made.

Broken: Personal data can be asked for without a purpose, a case or an acting officer

Each look at personal data has to be traced afterwards: who looked, in which case. Where the request does not carry it,
the log has only the name of a system.

To mend it, take the purpose, the code of the case or dossier, or the acting officer, in a header, a parameter or the
body.

Shows the names in the request of operations that give personal data. Does not show that they are filled in truthfully,
nor what travels in the credentials: those may name the officer too. The clauses ask that sharing can be traced; that
the request itself names its purpose is one way to it, which no text that was read prescribes.
"""

from collections.abc import Iterator
from typing import Final

from compliance.model.codelist import tells
from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.openapi.operation import Operation
from compliance.model.personal_data import gives_data_of_persons
from compliance.model.rule import rule
from compliance.model.violation import Violation
from compliance.rules.openapi.personal_data._operations import (
    is_about_data,
    is_for_the_caller,
    lack,
    names_in_request,
)

MESSAGES: Final = (
    DOCUMENT := "most requests for personal data name no purpose, case or acting officer; operations without: {count}",
    MISSING := "the request of {operation} names neither purpose nor case nor acting officer",
)


def gives_data_of_others(operation: Operation, facts: Facts) -> bool:
    key = ("gives data of others", operation.path, operation.method)
    return operation.once(key, lambda: _gives_data_of_others(operation, facts))


def _gives_data_of_others(operation: Operation, facts: Facts) -> bool:
    is_closed = not operation.is_open and not is_for_the_caller(operation, facts)
    return is_closed and gives_data_of_persons(operation, facts) and is_about_data(operation, facts)


@rule("ND278-2025.D4.K2", "ND278-2025.D13", proof=Proof.INDICATIVE, when=gives_data_of_others)
def personal_data_request_states_its_purpose(operation: Operation, facts: Facts) -> Iterator[Violation]:
    lacking = lack(
        operation, "purpose", lambda each: gives_data_of_others(each, facts), lambda each: names_purpose(each, facts)
    )
    if operation in lacking and lacking.is_usual:
        yield Violation(DOCUMENT, at=operation.files.root, is_counted=True)
    elif operation in lacking:
        yield Violation(MISSING, at=operation, operation=operation.name)


def names_purpose(operation: Operation, facts: Facts) -> bool:
    words = facts.field_words["purpose"]
    key = ("names purpose", id(operation.node.raw), id(operation.path_item.raw))
    return operation.files.remember(key, lambda: any(tells(name, words) for name in names_in_request(operation)))


_ANSWER = "responses: {'200': {content: {application/json: {schema: {$ref: '#/components/schemas/Nguoi'}}}}}"
_HEAD = (
    "openapi: 3.1.0\ncomponents: {schemas: {Nguoi: {properties: {hoTen: {}, ngay_sinh: {}}}}}\npaths:\n  /nguoi:\n    "
)
GOOD = [
    _HEAD + "get: {parameters: [{name: X-Muc-Dich, in: header}], " + _ANSWER + "}\n",
    _HEAD
    + "post: {requestBody: {content: {a/b: {schema: {properties: {header: {properties: {maHoSo: {}}}}}}}}, "
    + _ANSWER
    + "}\n",
]
BAD = {
    "most requests for personal data name no purpose, case or acting officer; operations without: 1": (
        "openapi: 3.1.0  # <-\n" + _HEAD.partition("\n")[2] + "get: {parameters: [{name: so_cccd, in: query}], "
    )
    + _ANSWER
    + "}\n",
    "the request of PUT /nguoi names neither purpose nor case nor acting officer": _HEAD
    + "get: {parameters: [{name: lyDo, in: query}], "
    + _ANSWER
    + "}\n    put: {"
    + _ANSWER
    + "}  # <-\n",
    "the request of POST /a names neither purpose nor case nor acting officer": """
        swagger: '2.0'
        definitions: {Nguoi: {properties: {soCCCD: {type: string}}}}
        paths:
          /b:
            post:
              parameters: [{name: b, in: body, schema: {properties: {maCanBo: {}}}}]
              responses: {'200': {schema: {$ref: '#/definitions/Nguoi'}}}
          /a: {post: {responses: {default: {schema: {$ref: '#/definitions/Nguoi'}}}}}  # <-
        """,
}
IRRELEVANT = [
    _HEAD + "get: {responses: {'200': {description: ok}}}\n",
    _HEAD + "get: {x-sharing-form: open, " + _ANSWER + "}\n",
    _HEAD.replace("/nguoi", "/me") + "get: {" + _ANSWER + "}\n",
]
