"""Each operation describes its answer of success, with the form of the data in it.

Broken: The answer of success is not described

What another agency can do with a service stands in its answer. Where only errors are described, or an answer without
its form, the program that reads it is written by trial.

To mend it, describe a 2xx or 3xx answer with a media type and a schema; where there is nothing to return, say 204.

Shows that an answer of success has a described form. Does not show that the service answers like it.
"""

from collections.abc import Iterator
from typing import Final

from compliance.model.grades import Proof
from compliance.model.openapi.node import Node
from compliance.model.openapi.operation import Operation
from compliance.model.rule import rule
from compliance.model.violation import Violation

_EMPTY: Final = frozenset({"201", "202", "204", "205"})
_RETURNING: Final = frozenset({"get", "query", "post"})
_STRUCTURED: Final = ("json", "xml", "*/*", "application/*", "application/x-www-form-urlencoded")
_LONGEST: Final = 60


@rule("TT13-2017.D7.K1", "NDX-CON-02", proof=Proof.INDICATIVE)
def success_response_is_described(operation: Operation) -> Iterator[Violation]:
    listed = operation.node.get("responses")
    answers = operation.files.follow(listed) if listed is not None else None
    named = list(answers.members()) if answers is not None else []
    success = [(status, node) for status, node in named if status[:1] in {"2", "3"}]
    if not success:
        yield Violation("no answer of success is described", at=answers or operation)
    for status, node in success if operation.method != "head" else ():
        target = operation.files.follow(node) if status[:1] == "2" else None
        if target is not None:
            yield from _form(operation, status, target, node)


def _form(operation: Operation, status: str, answer: Node, at: Node) -> Iterator[Violation]:
    """Yield what is missing in an answer; only one to a question, or to a search, has to bring something."""
    content = answer.get("content") if not operation.files.is_version_2 else None
    media_types = list(content.members()) if content is not None else []
    is_described = answer.has("schema") if operation.files.is_version_2 else bool(media_types)
    if not is_described and status not in _EMPTY and operation.method in _RETURNING:
        yield Violation("the answer {status} has no media type and no schema", at=at, status=status[:_LONGEST])
    for name, node in media_types:
        media_type = operation.files.follow(node)
        lacks_schema = media_type is not None and not (media_type.has("schema") or media_type.has("itemSchema"))
        if lacks_schema and name.partition(";")[0].strip().lower().endswith(_STRUCTURED):
            template = "the answer {status} has no schema for {media_type}"
            yield Violation(template, at=node, status=status[:_LONGEST], media_type=name[:_LONGEST])


_GET = "openapi: 3.1.0\npaths:\n  /ho:\n    get:\n      responses:\n        "
_VERSION_2 = _GET.replace("openapi: 3.1.0", "swagger: '2.0'")
GOOD = [
    _GET + "'200': {content: {application/json: {schema: true}}}\n        '500': {}\n",
    _GET + "2XX: {content: {text/csv: {}}}\n",
    _GET + "'204': {}\n",
    _GET + "'302': {}\n",
    _GET + "'202': {}\n",
    _GET.replace("get", "delete") + "'200': {}\n",
    _GET.replace("get", "head") + "'200': {}\n",
    _GET.replace("3.1.0", "3.2.0") + "'200': {content: {application/jsonl: {itemSchema: {}}}}\n",
    _VERSION_2 + "'200': {schema: {}}\n",
]
BAD = {
    "no answer of success is described": _GET.replace("responses:", "responses:  # <-")
    + "default: {}\n        4XX: {}\n",
    "the answer 200 has no media type and no schema": _GET + "'200': {description: Được}  # <-\n",
    "the answer 203 has no media type and no schema": _VERSION_2 + "'203': {description: Được}  # <-\n",
    "the answer 2XX has no schema for application/json": _GET
    + "2XX: {content: {application/json: {example: 1}}}  # <-\n",
}
UNKNOWN = [_GET + "'200': {$ref: 'https://a.example/a.yaml'}\n"]
