"""Every operation documents what happens when a call fails.

Broken: The document does not say what happens when a call fails

Programs of other agencies have to tell a call that must be corrected from one that may be repeated, and can only read
an error whose form they know.

To mend it, document at least one answer 4xx and one 5xx, or `default` for both, each with a schema; answers that many
operations share may stand once under `components/responses`.

Shows what the document says. Does not show that the service answers so, nor that every possible error is named.
"""

from collections.abc import Iterator
from typing import Final

from compliance.model.openapi.messages import as_written, errors, has_lost_answers, has_schema
from compliance.model.openapi.operation import Operation
from compliance.model.rule import rule
from compliance.model.violation import Violation
from compliance.rules.openapi.errors._documented import documented_errors

CLASSES: Final = {"4": "client", "5": "server"}
MESSAGES: Final = {
    "none": "the document tells of no error at all; operations: {count}",
    "no client": "the document tells of no error of the caller, neither by 4xx nor by `default`; operations: {count}",
    "no server": "the document tells of no error of the server, neither by 5xx nor by `default`; operations: {count}",
    "all": "{operation} documents no error: neither 4xx, 5xx nor `default`",
    "client": "{operation} documents no error of the caller: neither 4xx nor `default`",
    "server": "{operation} documents no error of the server: neither 5xx nor `default`",
    "form": "{operation} does not say what the error {status} looks like: it has no schema",
}


def may_fail_in_words(operation: Operation) -> bool:
    """Return whether a failed call has a body, and is not itself what a health check asks for."""
    return operation.method not in {"head", "options", "trace"} and operation.function != "health"


@rule("TT13-2017.D7.K1", "GP.RFC9110", when=may_fail_in_words)
def errors_are_documented(operation: Operation) -> Iterator[Violation]:
    name, found = operation.name, errors(operation)
    if has_lost_answers(operation):
        return
    documented = documented_errors(operation.files)
    if not found:
        yield of_one("all", operation) if documented else of_all("none", operation)
    formless: dict[int, str] = {}
    for first, kind in CLASSES.items() if found else ():
        of_class = {status: node for status, node in found.items() if status[:1] in {first, "D"}}
        if not of_class:
            yield of_one(kind, operation) if first in documented else of_all(f"no {kind}", operation)
        elif not any(has_schema(node, operation) for node in of_class.values()):
            status, node = next(iter(of_class.items()))
            if formless.setdefault(id(node.raw), kind) == kind:
                template, said = MESSAGES["form"], as_written(status)
                yield Violation(template, at=node, has_one_cause=True, operation=name, status=said)


def of_one(kind: str, operation: Operation) -> Violation:
    return Violation(MESSAGES[kind], at=operation, has_one_cause=True, operation=operation.name)


def of_all(kind: str, operation: Operation) -> Violation:
    """Return what no operation of the document has: one cause, so that it is told once."""
    return Violation(MESSAGES[kind], at=operation.files.root, is_counted=True)


_GET = "openapi: 3.1.0\npaths:\n  /ho:\n    get:\n      responses: "
_ROOT = _GET.replace("3.1.0", "3.1.0  # <-")
_FORM = "{content: {application/problem+json: {schema: {type: object}}}}"
_CALLER, _SERVER = "'400': " + _FORM, "'500': " + _FORM
_TOLD = "{" + _CALLER + ", " + _SERVER + "}\n"
_SHARED = "components: {responses: {E: " + _FORM + "}}\n"
GOOD = [
    _GET + _TOLD,
    _GET + "{'200': {}, default: " + _FORM + "}\n",
    _GET + "{4XX: {$ref: '#/components/responses/E'}, 5XX: " + _FORM + "}\n" + _SHARED,
    "swagger: '2.0'\npaths: {/ho: {get: {responses: {'200': {}, default: {schema: {type: object}}}}}}\n",
]
BAD = {
    "the document tells of no error at all; operations: 1": _ROOT + "{'200': {}}\n",
    "the document tells of no error at all; operations: 2": (
        "swagger: '2.0'  # <-\npaths: {/ho: {get: {}, post: {responses: {default: {}}}}}\n"
    ),
    "the document tells of no error of the caller, neither by 4xx nor by `default`; operations: 1": (
        _ROOT + "{" + _SERVER + "}\n"
    ),
    "the document tells of no error of the server, neither by 5xx nor by `default`; operations: 1": (
        _ROOT + "{" + _CALLER + "}\n"
    ),
    "PUT /ho documents no error: neither 4xx, 5xx nor `default`": _GET + _TOLD + "    put: {x-a: b}  # <-\n",
    "PUT /ho documents no error of the caller: neither 4xx nor `default`": (
        _GET + _TOLD + "    put: {responses: {" + _SERVER + "}}  # <-\n"
    ),
    "PUT /ho documents no error of the server: neither 5xx nor `default`": (
        _GET + _TOLD + "    put: {responses: {" + _CALLER + "}}  # <-\n"
    ),
    "GET /ho does not say what the error 400 looks like: it has no schema": (
        _GET + "\n        '400': {description: Sai}  # <-\n        " + _SERVER + "\n"
    ),
    "GET /ho does not say what the error default looks like: it has no schema": (
        _GET + "\n        '200': {}\n        default: {content: {application/json: {}}}  # <-\n"
    ),
}
IRRELEVANT = [
    "openapi: 3.1.0\npaths: {/ho: {head: {}, get: {x-function: health}}}\nwebhooks: {moi: {post: {}}}\n",
]
UNKNOWN = [_GET + "{'400': {$ref: '#/components/responses/none'}}\n", _GET + "{$ref: '#/none'}\n"]
