"""An answer 429 or 503 says when the call may be repeated.

Broken: A caller that has to wait is not told how long

A program that knows when to come back waits; one that does not asks again at once, and the load grows.

To mend it, declare the header `Retry-After` of the answers 429 and 503.

Shows the headers that answers declare. Does not show that the service sends them; a range such as 4XX says nothing of
429 and is not looked at.
"""

from collections.abc import Iterator
from typing import Final

from compliance.model.openapi.messages import responses
from compliance.model.openapi.node import Node
from compliance.model.openapi.operation import Operation
from compliance.model.rule import rule
from compliance.model.violation import Violation

STATUSES: Final = ("429", "503")
TELLS_WHEN: Final = frozenset(
    {"retry-after", "ratelimit", "ratelimit-reset", "x-ratelimit-reset", "x-rate-limit-reset"}
)


def answers_with_wait(operation: Operation) -> bool:
    """Return whether an answer 429 or 503 is documented, without a look behind references."""
    stated = operation.node.get("responses")
    return stated is not None and (stated.has("$ref") or any(str(status) in STATUSES for status in stated.mapping))


@rule("GP.RFC9110", "GP.RFC6585", when=answers_with_wait)
def retry_time_is_documented(operation: Operation) -> Iterator[Violation]:
    answers = responses(operation)
    for status in STATUSES:
        answer = answers.get(status)
        if answer is not None and TELLS_WHEN.isdisjoint(headers(operation, answer)):
            template = "the answer {status} does not declare `Retry-After`; operations with it: {count}"
            yield Violation(template, at=answer, status=status, is_counted=True)


def headers(operation: Operation, answer: Node) -> set[str]:
    """Return the names of the headers of an answer, in small letters."""
    listed = answer.get("headers")
    named = operation.files.follow(listed) if listed is not None else None
    return {str(name).lower() for name in (named.mapping if named is not None else ())}


_GET = "openapi: 3.1.0\npaths: {/ho: {get: {responses: "
GOOD = [
    _GET
    + "{'429': {headers: {retry-after: {schema: {type: integer}}}}, '503': {$ref: '#/components/responses/L'}}}}}\n"
    "components: {responses: {L: {headers: {Retry-After: {}}}}}\n",
]
BAD = {
    "the answer 503 does not declare `Retry-After`; operations with it: 1": _GET + "{'503': {}}}}}  # <-\n",
    "the answer 429 does not declare `Retry-After`; operations with it: 1": _GET
    + "{'429': {headers: {X-Request-Id: {}}}}}}}  # <-\n",
    "the answer 429 does not declare `Retry-After`; operations with it: 2": """
        swagger: '2.0'
        paths:
          /ho: {get: {responses: {'429': {$ref: '#/responses/L'}}}, post: {responses: {429: {$ref: '#/responses/L'}}}}
        responses:
          L: {description: Quá nhiều lần gọi}  # <-
        """,
}
IRRELEVANT = [
    _GET + "{4XX: {}, 5XX: {}, default: {}}}}}\n",
    "openapi: 3.1.0\nwebhooks: {moi: {post: {responses: {'429': {}}}}}\n",
]
UNKNOWN = [_GET + "{'429': {$ref: '#/none'}}}}}\n", _GET + "{'503': {headers: {$ref: '#/none'}}}}}\n"]
