"""No answer of success has a member that says whether the call failed.

Broken: A failed call may be answered as a success

Gateways, logs and retries go by the status; an error that comes as 200 counts as a success everywhere. Many older
systems answer so, and what they document is not wrong, but every caller has to know it.

To mend it, answer errors with 4xx and 5xx and document them; the member may stay beside them.

Shows answers with a member that is called like an error code, in operations that document no error. Does not show that
the service answers errors so: names were guessed.
"""

from collections.abc import Iterator
from typing import Final

from compliance.model.codelist import phrase
from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.openapi.messages import errors, has_lost_answers, json_schemas, successes
from compliance.model.openapi.operation import Operation
from compliance.model.openapi.schema import Schema
from compliance.model.rule import rule
from compliance.model.violation import Violation

MOST_MEMBERS: Final = 7


def documents_success_alone(operation: Operation) -> bool:
    """Return whether answers of success are documented, and no error of the caller."""
    is_told = any(status[:1] in {"4", "D"} for status in errors(operation))
    return not is_told and bool(successes(operation))


@rule("GP.RFC9110", proof=Proof.INDICATIVE, when=documents_success_alone)
def success_status_hides_no_error(operation: Operation, facts: Facts) -> Iterator[Violation]:
    if has_lost_answers(operation):
        return
    for status, answer in successes(operation).items():
        for schema in json_schemas(answer, operation):
            name = switch(schema, facts)
            if name is not None:
                template = (
                    "{operation} has {name} in the answer {status} and documents no 4xx: errors may come as success"
                )
                yield Violation(template, at=answer, operation=operation.name, name=name, status=status)
                return


def switch(schema: Schema, facts: Facts) -> str | None:
    """Return the member that tells of an error: by its name, or beside data; what has many members is no envelope."""
    named = {phrase(name): name for name in schema.members()}
    words = facts.message_words
    if len(named) > MOST_MEMBERS:
        return None
    found = [name for told, name in named.items() if told in words["error-switch"]]
    if not found and any(told in words["data"] for told in named):
        found = [name for told, name in named.items() if told in words["envelope-switch"]]
    return next(iter(found), None)


_GET = "openapi: 3.1.0\npaths:\n  /ho:\n    get:\n      responses:\n"
_JSON = "        '200': {content: {application/json: {schema: "
GOOD = [
    _GET + _JSON + "{properties: {status: {type: string}, ten: {type: string}}}}}}\n",
    _GET + _JSON + "{type: array, items: {properties: {error_code: {}}}}}}}\n",
    _GET + _JSON + "{properties: {error: {}, a: {}, b: {}, c: {}, d: {}, e: {}, f: {}, g: {}}}}}}\n",
]
BAD = {
    "GET /ho has error_code in the answer 200 and documents no 4xx: errors may come as success": _GET
    + _JSON
    + "{properties: {error_code: {}, ten: {}}}}}}  # <-\n",
    "GET /ho has trangThai in the answer 200 and documents no 4xx: errors may come as success": _GET
    + _JSON
    + "{allOf: [{properties: {trangThai: {}}}, {properties: {duLieu: {}}}]}}}}  # <-\n        '500': {}\n",
    "POST /ho has maLoi in the answer 200 and documents no 4xx: errors may come as success": """
        swagger: '2.0'
        paths: {/ho: {post: {responses: {'200': {$ref: '#/responses/K'}}}}}
        responses:
          K: {schema: {$ref: '#/definitions/KetQua'}}  # <-
        definitions: {KetQua: {properties: {maLoi: {type: string}}}}
        """,
}
IRRELEVANT = [
    _GET + _JSON + "{properties: {error_code: {}}}}}}\n        4XX: {}\n",
    _GET + _JSON + "{properties: {error_code: {}}}}}}\n        default: {}\n",
]
UNKNOWN = [_GET + _JSON + "{$ref: '#/none'}}}}\n"]
