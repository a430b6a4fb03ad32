"""Each operation describes its answer of success, with the form of the data in it.

Broken: The answer of success is not described

What another agency can do with a service stands in its answer. Where only errors are described, or an answer without
its form, the program that reads it is written by trial.

To mend it, describe a 2xx or 3xx answer with a media type and a schema; where there is nothing to return, say 204 and
describe no body.

Shows that an answer of success has a described form. Does not show that the service answers like it.
"""

from collections.abc import Iterator
from typing import Final

from compliance.model.grades import Proof
from compliance.model.openapi.node import Node
from compliance.model.openapi.operation import Operation
from compliance.model.rule import rule
from compliance.model.violation import Violation

_EMPTY: Final = frozenset({"201", "202"})
_BODILESS: Final = ("204", "205", "304", "1")  # RFC 9110, 6.4.1 and 15.3.6; of 1 all
_STRUCTURED: Final = ("json", "xml", "*/*", "application/*", "application/x-www-form-urlencoded")
_LONGEST: Final = 60
_DIGITS: Final = 3
_WITHOUT_DATA: Final = frozenset({"head", "options", "trace"})


@rule("TT13-2017.D7.K1", "NDX-CON-02", proof=Proof.INDICATIVE)
def success_response_is_described(operation: Operation) -> Iterator[Violation]:
    listed = operation.node.get("responses")
    answers = operation.files.follow(listed) if listed is not None else None
    told = [(name, node) for name, node in (answers.members() if answers else ()) if len(name) == _DIGITS]
    success = [(name, node) for name, node in told if name[:1] in {"2", "3"}]
    if not success and operation.method not in _WITHOUT_DATA:
        yield Violation("no answer of success is described", at=answers or operation, has_one_cause=True)
    for status, node in told if operation.method != "head" else ():
        is_looked_at = status[:1] == "2" or status.startswith(_BODILESS)
        target = operation.files.follow(node) if is_looked_at else None
        if target is not None:
            yield from _form(operation, status, target, node)


def _form(operation: Operation, status: str, answer: Node, at: Node) -> Iterator[Violation]:
    content = answer.get("content") if not operation.files.is_version_2 else None
    media_types = list(content.members()) if content is not None else []
    is_described = answer.has("schema") if operation.files.is_version_2 else bool(media_types)
    if status.startswith(_BODILESS):
        if is_described:
            yield Violation("the answer {status} describes a body, and never has one", at=at, status=status)
        return
    if not is_described and status not in _EMPTY and _has_to_return(operation):
        template = "the answer {status} has no media type and no schema"
        yield Violation(template, at=at, has_one_cause=True, status=status[:_LONGEST])
    for name, node in media_types:
        media_type, shown = operation.files.follow(node), name[:_LONGEST]
        lacks_schema = media_type is not None and not (media_type.has("schema") or media_type.has("itemSchema"))
        if lacks_schema and name.partition(";")[0].strip().lower().endswith(_STRUCTURED):
            template = "the answer {status} has no schema for {media_type}"
            yield Violation(template, at=node, has_one_cause=True, status=status, media_type=shown)


def _has_to_return(operation: Operation) -> bool:
    """Return whether it is a question, or a POST of which no answer has a form: else to have none may be meant."""
    answers = operation.node.get("responses")
    followed = [operation.files.follow(node) for _, node in answers.members()] if answers is not None else []
    is_described = any(answer.has("content") or answer.has("schema") for answer in followed if answer is not None)
    return operation.method in {"get", "query"} or (operation.method == "post" and not is_described)


_GET = "openapi: 3.1.0\npaths:\n  /ho:\n    get:\n      responses:\n        "
_OLD = _GET.replace("openapi: 3.1.0", "swagger: '2.0'")
GOOD = [
    _GET + "'200': {content: {application/json: {schema: true}}}\n        '500': {}\n",
    _GET
    + "2XX: {content: {text/csv: {}, application/jsonl: {itemSchema: {}}}}\n        '204': {}\n        '202': {}\n",
    _GET.replace("get", "head") + "'200': {}\n",
    "openapi: 3.1.0\npaths: {/ho: {options: {}, trace: {responses: {default: {}}}}}\n",
    _GET.replace("get", "delete") + "'200': {}\n",
    _GET.replace("get", "post") + "'200': {}\n        '400': {content: {application/json: {schema: {}}}}\n",
    _GET.replace("get", "put") + "'204': {content: {}}\n        '100': {}\n        '304': {headers: {ETag: {}}}\n",
    _GET + "'200': {content: {a/b: {}}}\n        '303': {content: {a/b: {}}}\n        3XX: {content: {a/b: {}}}\n",
    _OLD + "'200': {schema: {}}\n        '302': {}\n",
]
BAD = {
    "no answer of success is described": _GET.replace("ses:", "ses:  # <-") + "default: {}\n        4XX: {}\n",
    "the answer 200 has no media type and no schema": _GET + "'200': {description: Được}  # <-\n",
    "the answer 203 has no media type and no schema": _OLD + "'203': {description: Được}  # <-\n",
    "the answer 204 describes a body, and never has one": _GET
    + "'200': {content: {text/csv: {}}}\n        '204': {content: {application/json: {}}}  # <-\n",
    "the answer 304 describes a body, and never has one": _GET
    + "'200': {content: {text/csv: {}}}\n        '304': {content: {application/json: {}}}  # <-\n",
    "the answer 1XX describes a body, and never has one": _GET
    + "'200': {content: {text/csv: {}}}\n        1XX: {content: {text/csv: {}}}  # <-\n",
    "the answer 2XX has no schema for application/json": _GET + "2XX: {content: {application/json: {}}}  # <-\n",
}
UNKNOWN = [_GET + "'200': {$ref: 'https://a.example/a.yaml'}\n"]
