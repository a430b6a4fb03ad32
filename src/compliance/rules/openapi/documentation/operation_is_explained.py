"""Every operation, and every parameter it demands, says in words what it is for.

Broken: An operation, or a parameter that it demands, does not say what it is for

A developer of another agency who knows neither the database nor its names builds from these words.

To mend it, write `summary` or `description` in words that say more than the name, and describe each parameter that has
to be sent, or give it an example. A parameter needs none whose address says what it is (`/households/{code}`), that is
well known (`page`, `If-None-Match`) or that has values, a pattern or the name of a known kind of data.

Shows that words stand there. Does not show that they are right, nor that parameters that may be left out have any.
"""

from collections.abc import Iterator

from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.openapi.operation import Operation
from compliance.model.rule import rule
from compliance.model.violation import Violation
from compliance.rules.openapi.documentation._explanations import (
    is_anything_explained,
    is_explained,
    unclear_parameters,
)


def is_for_callers(operation: Operation, facts: Facts) -> bool:
    """Return whether a stranger has to understand it: not what gives credentials or tells of the service only."""
    return operation.serves_data(facts.operation_words)


@rule("ND224-2026.D23.K3.B", "NDX-CON-02", proof=Proof.INDICATIVE, when=is_for_callers)
def operation_is_explained(operation: Operation, facts: Facts) -> Iterator[Violation]:
    files = operation.files
    if not files.remember("anything is explained", lambda: is_anything_explained(files)):
        template = "no operation says in words what it does; operations that serve data: {count}"
        yield Violation(template, at=files.root, is_counted=True)
    elif not is_explained(operation, facts):
        template = "{operation} does not say in words what it does"
        yield Violation(template, at=operation, has_one_cause=True, operation=operation.name)
    for parameter in unclear_parameters(operation, facts):
        template = "nothing says what the required {place} parameter {name} is; operations that take it: {count}"
        place, name = parameter.place, parameter.name[:100]
        yield Violation(template, at=parameter, place=place, name=name, is_counted=True)


_HEAD = "openapi: 3.1.0\npaths:\n  /ho/{ma}:\n    get: "
_SAID = "summary: Tra cứu một hộ kinh doanh"
GOOD = [
    _HEAD + f"{{{_SAID}, parameters: [{{name: ma, in: path, description: Mã số hộ}}, {{name: page, in: query}}]}}\n",
    _HEAD + "{operationId: traCuuHo, summary: Tra cứu hộ, parameters: [{name: ma, in: path}, {name: tt, in: query}]}\n",
    f"openapi: 3.0.3\npaths: {{/ho: {{{_SAID}, get: {{}}}}}}\n",
    _HEAD + f"{{{_SAID}, parameters: [{{name: ma, in: path}}, {{name: pageable, in: query, required: true, "
    "schema: {properties: {page: {}, size: {}}}}]}\n",
    f"swagger: '2.0'\npaths: {{/ho: {{get: {{{_SAID}, parameters: [{{name: b, in: body}}, {{name: loai, in: query, "
    "type: string, enum: [A]}]}}}\n",
]
BAD = {
    "GET /ho/{ma} does not say in words what it does": _HEAD + "{operationId: getHo, summary: getHo}  # <-\n",
    "PUT /ho does not say in words what it does": (
        f"swagger: '2.0'\npaths:\n  /a: {{get: {{{_SAID}}}}}\n  /ho: {{put: {{}}}}  # <-\n"
    ),
    "no operation says in words what it does; operations that serve data: 2": (
        "openapi: 3.1.0  # <-\npaths: {/ho: {put: {}, get: {}}, /health: {get: {}}}\n"
    ),
    "POST /ho does not say in words what it does": (
        "openapi: 3.0.3\npaths: {/ho: {post: {operationId: addHo, summary: Add ho, description: POST /ho}}}  # <-\n"
    ),
    "GET /ho does not say in words what it does": "openapi: 3.0.3\npaths: {/ho: {get: {description: TODO}}}  # <-\n",
    "nothing says what the required query parameter loai is; operations that take it: 2": f"""
        openapi: 3.1.0
        paths:
          /ho:
            parameters: [{{$ref: '#/components/parameters/Loai'}}]
            get: {{{_SAID}}}
            post: {{summary: Ghi một hộ kinh doanh mới}}
        components:
          parameters:
            Loai: {{name: loai, in: query, required: true, schema: {{type: string}}}}  # <-
        """,
    "nothing says what the required path parameter sha is; operations that take it: 1": f"""
        openapi: 3.1.0
        paths:
          /ho/{{manv}}/{{sha}}:
            parameters:
            - {{name: manv, in: path}}
            - {{name: sha, in: path}}  # <-
            get: {{{_SAID}}}
        """,
}
IRRELEVANT = ["openapi: 3.1.0\npaths: {/health: {get: {}}, /ho: {options: {}}, /a: {post: {x-function: token}}}\n"]
