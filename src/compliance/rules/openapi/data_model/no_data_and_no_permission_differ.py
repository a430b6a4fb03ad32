"""A caller can tell that there is no such data from that it may not see the data.

Broken: "No such data" and "not permitted" look alike

Whoever reads one as the other files a missing record for a person who exists, or asks again and again for a right that
would not help.

To mend it, document 403 beside 404 (or 204); a service that hides by 404 whether a record exists says so in the
description of that answer.

Shows which answers the document has. Does not show that the service gives them, nor that a body tells them apart.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from compliance.model.codelist import phrase
from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.openapi.messages import has_lost_answers, responses
from compliance.model.openapi.node import Node
from compliance.model.openapi.operation import Operation
from compliance.model.rule import rule
from compliance.model.selection import method
from compliance.model.violation import Unknown, Violation

REFUSED: Final = "403"
ABSENT: Final = ("404", "204", "410")
RANGES: Final = ("4XX", "DEFAULT")
LOOKED_AT: Final = frozenset({REFUSED, *ABSENT, *RANGES})
MESSAGES: Final = {
    "refusal": "{operation} documents that there may be no such data, but not how it refuses: no 403",
    "absence": "{operation} documents that it may refuse, but not that there may be no such data: neither 404 nor 204",
}


def reads_protected_data(operation: Operation, _facts: Facts) -> bool:
    """Return whether an operation reads data not open to all, and documents one of the two answers."""
    told = {str(status).upper() for status in stated(operation)}
    is_protected = operation.needs_credentials and not operation.is_open
    return is_protected and operation.function not in {"token", "health"} and not told.isdisjoint(LOOKED_AT)


def stated(operation: Operation) -> Mapping[str, object]:
    listed = operation.node.get("responses")
    return listed.mapping if listed is not None else {}


@rule("TT13-2017.D8.K2", proof=Proof.INDICATIVE, when=method("get").narrowed(reads_protected_data))
def no_data_and_no_permission_differ(operation: Operation, facts: Facts) -> Iterator[Violation | Unknown]:
    answers = responses(operation)
    absent = next((answers[status] for status in ABSENT if status in answers), None)
    refused, name = answers.get(REFUSED), operation.name
    range_ = next((answers[status] for status in RANGES if status in answers), None)
    if has_lost_answers(operation) or (absent and refused):
        return
    if range_ is not None:
        yield Unknown("{operation} leaves to the body what its errors mean", at=range_, operation=name)
    elif absent is not None and not speaks_of_permission(absent, facts):
        template = MESSAGES["refusal"]
        yield Violation(template, at=operation, has_one_cause=True, operation=name)
    elif absent is None and operation.path.rstrip("/").endswith("}"):
        template = MESSAGES["absence"]
        yield Violation(template, at=operation, has_one_cause=True, operation=name)


def speaks_of_permission(answer: Node, facts: Facts) -> bool:
    """Return whether the answer for missing data says that it stands for data not permitted too."""
    told = f" {phrase(answer.text('description') or '')} "
    return any(f" {word} " in told for word in facts.message_words["permission"])


_GET = (
    "openapi: 3.1.0\nsecurity: [{t: []}]\ncomponents: {securitySchemes: {t: {type: http, scheme: bearer}}}\npaths:\n  "
)
_ONE = "'/ho/{ma}': {get: {responses: "
GOOD = [
    _GET + _ONE + "{'404': {}, '403': {}}}}\n",
    _GET + _ONE + "{'404': {description: Không có dữ liệu hoặc không có quyền xem}}}}\n",
    _GET + "/ho: {get: {responses: {'403': {}}}}\n",
]
BAD = {
    "GET /ho/{ma} documents that there may be no such data, but not how it refuses: no 403": _GET
    + _ONE
    + "{'200': {}, '401': {}, '404': {}}}}  # <-\n",
    "GET /ho/{ma} documents that it may refuse, but not that there may be no such data: neither 404 nor 204": _GET
    + _ONE
    + "{'200': {}, '403': {}}}}  # <-\n",
}
IRRELEVANT = [
    _GET + _ONE + "{'200': {}, '401': {}}}}\n",
    _GET + "/ho: {get: {x-sharing-form: open, responses: {'404': {}}}}\n",
    "openapi: 3.1.0\npaths: {/ho: {get: {responses: {'404': {}}}}}\n",
]
UNKNOWN = [_GET + _ONE + "{'200': {}, default: {}}}}\n", _GET + _ONE + "{'404': {$ref: '#/none'}}}}\n"]
