"""Every operation names the team that answers for it.

Broken: an operation does not name the team that answers for it

Whoever is on call has to know whom to wake.

To mend it, write `x-team` with the code of the team beside the `operationId`.

Shows that the document names a team. Does not show that the team knows.
"""

from collections.abc import Iterator

from compliance.model.openapi.operation import Operation
from compliance.model.rule import rule
from compliance.model.violation import Violation


@rule("OWN.EXAMPLE-API.3")
def operation_names_its_team(operation: Operation) -> Iterator[Violation]:
    if not operation.node.text("x-team"):
        yield Violation("`x-team` names nobody", at=operation)


GOOD = [
    """
    openapi: 3.1.0
    info: {title: Example, version: 1.0.0}
    paths:
      /households:
        get: {x-team: registry, responses: {"200": {description: OK}}}
    """
]
BAD = {
    "`x-team` names nobody": """
    openapi: 3.1.0
    info: {title: Example, version: 1.0.0}
    paths:
      /households:
        get: {responses: {"200": {description: OK}}}  # <-
    """
}
