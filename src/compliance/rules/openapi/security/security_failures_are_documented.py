"""An operation that demands credentials documents the answers 401 and 403.

Broken: The document does not say what a caller without the right to call is answered

A program of another agency has to tell a token that ran out from a right it does not have: the one it can mend itself,
for the other it has to ask.

To mend it, describe 401 and 403, or `4XX` where both have one form. Where a forbidden record is answered like a missing
one, say so in the description of 404.

Shows the document. Does not show that the service answers so.
"""

from collections.abc import Iterator
from typing import Final

from compliance.model.facts import Facts
from compliance.model.openapi.files import DocumentFiles
from compliance.model.openapi.operation import Operation, methods
from compliance.model.rule import rule
from compliance.model.violation import Violation

STATUSES: Final = ("401", "403")
FOR_ALL: Final = frozenset({"4XX", "4xx", "default"})


def demands_credentials(operation: Operation, facts: Facts) -> bool:
    return operation.needs_credentials and operation.serves_data(facts.operation_words)


def undocumented(operation: Operation) -> Iterator[str]:
    """Yield which of the two statuses an operation does not document."""
    answers = operation.answers
    documented = answers.mapping if answers is not None else {}
    if FOR_ALL.isdisjoint(documented):
        yield from (status for status in STATUSES if status not in documented)


def is_hidden(operation: Operation, facts: Facts) -> bool:
    """Return whether 404 stands for what somebody may not have, as the description of it says."""
    answers = operation.answers
    stated = answers.get("404") if answers is not None else None
    answer = operation.files.follow(stated) if stated is not None else None
    return answer is not None and facts.document_words["no-permission"].are_in(answer.text("description") or "")


def documented_somewhere(files: DocumentFiles) -> frozenset[str]:
    """Return the statuses that any operation of the document has, as far as they are written in its paths."""
    paths = files.root.get("paths")
    items = (item for _, item in (paths.members() if paths is not None else ()))
    found = (node.get("responses") for item in items for _, node in methods(item))
    return frozenset(status for responses in found if responses is not None for status in responses.mapping)


@rule("TT13-2017.D8.K2", "GP.RFC9110", when=demands_credentials)
def security_failures_are_documented(operation: Operation, facts: Facts) -> Iterator[Violation]:
    files = operation.files
    somewhere = files.remember("statuses documented", lambda: documented_somewhere(files))
    for status in undocumented(operation):
        if status == "403" and is_hidden(operation, facts):
            continue
        if status in somewhere:
            template = "{operation} does not document the answer {status}"
            name = operation.name
            yield Violation(template, at=operation, key=status, has_one_cause=True, operation=name, status=status)
        else:
            template = "no operation documents the answer {status}; operations that demand credentials: {count}"
            yield Violation(template, at=files.root, key=status, is_counted=True, status=status)


_HEAD = (
    "openapi: 3.1.0\nsecurity: [{t: []}]\ncomponents: {securitySchemes: {t: {type: http, scheme: bearer}}}\npaths:\n"
)
_BOTH = "{401: {}, 403: {}}"
GOOD = [
    _HEAD + f"  /ho: {{get: {{responses: {_BOTH}}}}}\n",
    _HEAD + "  /ho: {get: {responses: {4XX: {}}}, put: {responses: {default: {}}}}\n",
    _HEAD + "  /ho: {get: {responses: {401: {}, 404: {description: Không có hoặc không được phép khai thác}}}}\n",
]
BAD = {
    "GET /a does not document the answer 403": _HEAD
    + f"  /ho: {{get: {{responses: {_BOTH}}}}}\n  /a: {{get: {{responses: {{401: {{}}}}}}}}  # <-\n",
    "PUT /a does not document the answer 401": _HEAD
    + f"  /ho: {{get: {{responses: {_BOTH}}}}}\n  /a: {{put: {{responses: {{403: {{}}, 500: {{}}}}}}}}  # <-\n",
    "no operation documents the answer 401; operations that demand credentials: 2": _HEAD.replace("0\n", "0  # <-\n", 1)
    + "  /ho: {get: {responses: {200: {}, 403: {}}}, put: {responses: {403: {}}}}\n",
    "no operation documents the answer 403; operations that demand credentials: 1": (
        "swagger: '2.0'  # <-\nsecurity: [{t: []}]\nsecurityDefinitions: {t: {type: basic}}\n"
        "paths: {/ho: {get: {responses: {401: {}, 404: {description: Không tìm thấy}}}}}\n"
    ),
    "no operation documents the answer 403; operations that demand credentials: 2": _HEAD.replace("0\n", "0  # <-\n", 1)
    + "  /ho: {get: {responses: {401: {}}}, put: {responses: {401: {}}}}\n",
}
IRRELEVANT = [
    "openapi: 3.1.0\npaths: {/ho: {get: {responses: {200: {}}}}}\n",
    _HEAD + "  /ho: {options: {}, post: {x-function: token}, get: {security: []}}\n",
]
