"""An update or a removal says which element it means.

Broken: A change does not say which element it changes

A request without an identifier changes whatever the server takes for the right element, or everything.

To mend it, put the identifier into the path, or demand it in the query or in the body.

Shows that an identifier is demanded, recognised by its name. Does not show that the service uses it. What belongs to
the caller itself, or exists only once, needs none and is recognised by its address.
"""

from collections.abc import Iterator

from compliance.model.codelist import phrase
from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.openapi.messages import body, schemas
from compliance.model.openapi.operation import Operation
from compliance.model.openapi.schema import Schema
from compliance.model.rule import rule
from compliance.model.selection import method
from compliance.model.violation import Violation
from compliance.rules.openapi._names import speaks_of
from compliance.rules.openapi.data_model._elements import demands_key, is_key, is_one_of_many


def changes_an_element(operation: Operation, facts: Facts) -> bool:
    """Return whether an operation changes one of many: PUT, PATCH, DELETE, or POST of which a word says so."""
    if "{" in operation.path:
        return operation.method != "post"
    is_update = operation.method != "post" or speaks_of(operation, "update", facts)
    own = facts.message_words["own"]
    is_own = speaks_of(operation, "own", facts) or any(phrase(part) in own for part in operation.path.split("/"))
    return is_update and not is_own and operation.function not in {"token", "health", "subscribe", "job"}


@rule(
    "NDX-CON-04",
    proof=Proof.INDICATIVE,
    when=method("put", "patch", "delete", "post").narrowed(changes_an_element),
)
def update_carries_the_element_identifier(operation: Operation, facts: Facts) -> Iterator[Violation]:
    if "{" in operation.path or is_asked_by_parameter(operation, facts):
        return
    sent = body(operation)
    shown = list(schemas(sent, operation, "consumes").values()) if sent is not None else []
    bodies = [Schema(operation.files, schema) for schema in shown if schema is not None]
    if len(bodies) < len(shown) or any(demands_key(each, facts) for each in bodies):
        return
    named = {*(name for each in bodies for name in each.members()), *(each.name for each in operation.parameters())}
    if is_one_of_many(operation) or any(is_key(name, facts) for name in named):
        template = "{operation} does not demand the identifier of the element, neither in the address nor in the body"
        yield Violation(template, at=operation, operation=operation.name)


def is_asked_by_parameter(operation: Operation, facts: Facts) -> bool:
    """Return whether a parameter says which element is meant; those to be removed may be chosen by any demanded one."""
    asked = [parameter for parameter in operation.parameters() if parameter.is_required]
    is_removal = operation.method == "delete"
    return any(each.place == "query" and is_removal for each in asked) or any(
        is_key(each.name, facts) for each in asked
    )


_OPEN = "openapi: 3.1.0\npaths:\n  "
_JSON = "requestBody: {content: {application/json: {schema: "
GOOD = [
    _OPEN + "'/ho/{ma}': {patch: {}, delete: {}}\n",
    _OPEN + "/ho:\n    put: {parameters: [{name: ma_ho, in: query, required: true}]}\n",
    _OPEN + "/ho:\n    put: {" + _JSON + "{properties: {soCCCD: {}}, required: [soCCCD]}}}}}\n",
    _OPEN + "/ho:\n    put: {" + _JSON + "{items: {properties: {id: {}}, required: [id]}}}}}}\n",
    _OPEN + "/ho-kinh-doanh:\n    put: {" + _JSON + "{properties: {ten: {}}}}}}}\n",
    "swagger: '2.0'\npaths: {/ho: {patch: {parameters: [{name: id, in: formData, required: true}]}}}\n",
]
BAD = {
    "PUT /ho does not demand the identifier of the element, neither in the address nor in the body": _OPEN
    + "'/ho/{ma}': {get: {}}\n  /ho:\n    put: {"
    + _JSON
    + "{properties: {ten: {}}, required: [ten]}}}}}  # <-\n",
    "DELETE /citizens does not demand the identifier of the element, neither in the address nor in the body": _OPEN
    + "/citizens: {delete: {}}  # <-\n",
    "PATCH /ho does not demand the identifier of the element, neither in the address nor in the body": _OPEN
    + "/ho:\n    patch: {"
    + _JSON
    + "{properties: {id: {}, ten: {}}, required: [ten]}}}}}  # <-\n",
    "DELETE /ho does not demand the identifier of the element, neither in the address nor in the body": _OPEN
    + "/ho: {delete: {parameters: [{name: id, in: query}]}}  # <-\n",
    "POST /ho/cap-nhat does not demand the identifier of the element, neither in the address nor in the body": """
        swagger: '2.0'
        paths:
          /ho/cap-nhat: {post: {parameters: [{in: body, schema: {$ref: '#/definitions/Ho'}}]}}  # <-
        definitions: {Ho: {properties: {ma: {}, ten: {}}}}
        """,
}
IRRELEVANT = [
    _OPEN + "/ho: {post: {}, get: {}}\n  /me: {patch: {}}\n  /cau-hinh: {put: {}}\n",
    "openapi: 3.1.0\nwebhooks: {moi: {put: {}}}\n",
]
UNKNOWN = [
    _OPEN + "/ho:\n    put: {" + _JSON + "{$ref: '#/none'}}}}}\n",
    _OPEN + "/ho: {put: {requestBody: {$ref: '#/none'}}}\n",
]
