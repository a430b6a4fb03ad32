"""An operation marked as open data can be called without credentials.

Broken: Open data can be read only with credentials

Open data is for everybody, who need not say who they are; a key for counting calls is still an identity demanded.

To mend it, give the operation `security: []`, or add an empty alternative `{}` for callers without a key, or take the
mark `x-sharing-form: open` away if the data is not open.

Shows what the document demands. Does not show what the service demands: that is seen by a call without credentials.
"""

from collections.abc import Iterator

from compliance.model.openapi.operation import Operation
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation


def is_for_everybody(operation: Operation) -> bool:
    """Return whether it is marked as open data and serves it."""
    return operation.method != "options" and operation.is_open and operation.function not in {"token", "health"}


@rule("L20-2023.D43", when=is_for_everybody)
def open_operation_needs_no_identity(operation: Operation) -> Iterator[Violation | Unknown]:
    demand = operation.demand
    if demand is not None and demand.is_malformed:
        yield Unknown("`security` is no list of requirements, so nobody can see what is demanded", at=operation)
    elif operation.needs_credentials:
        yield Violation("{operation} is open data and demands credentials", at=operation, operation=operation.name)


_HEAD = "openapi: 3.1.0\nsecurity: [{key: []}]\npaths:\n  /gia:\n    get: "
GOOD = [
    _HEAD + "{x-sharing-form: open, security: []}\n",
    _HEAD + "{x-sharing-form: Open, security: [{key: []}, {}]}\n",
    "openapi: 3.0.3\npaths: {/gia: {get: {x-sharing-form: open}}}\n",
]
BAD = {
    "GET /gia is open data and demands credentials": _HEAD + "{x-sharing-form: open}  # <-\n",
    "PUT /gia is open data and demands credentials": (
        "swagger: '2.0'\nx-sharing-form: open\npaths: {/gia: {put: {security: [{key: []}]}}}  # <-\n"
    ),
}
IRRELEVANT = [_HEAD + "{}\n", _HEAD + "{x-sharing-form: open, x-function: token}\n"]
UNKNOWN = [_HEAD + "{x-sharing-form: open, security: {key: []}}\n"]
