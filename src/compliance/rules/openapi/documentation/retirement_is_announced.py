"""An operation that is to end says until when it works and what replaces it.

Broken: An operation is to end and callers are not told when, or what replaces it

Programs of other agencies have to be changed, tested and brought into use before the day on which it stops.

To mend it, write the day in `x-sunset`, and in the description what is to be used instead, or that nothing is.

Shows that the description holds a day and speaks of a successor. Does not show that callers were told, nor that the
successor is there.
"""

import re
from collections.abc import Iterator
from typing import Final

from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.openapi.operation import Operation
from compliance.model.pattern import late
from compliance.model.rule import rule
from compliance.model.selection import having
from compliance.model.violation import Violation

DAY: Final = late(r"\b(\d{4}-\d{1,2}(-\d{1,2})?|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{1,2}[/.-]\d{4}|20\d\d)\b")
SUCCESSORS: Final = ("x-successor", "x-replaced-by", "x-replacement", "x-deprecated-by")


def is_deprecated(operation: Operation, _facts: Facts) -> bool:
    return operation.node.mapping.get("deprecated") is True


def names_another(operation: Operation, text: str) -> bool:
    """Return whether a text names another path, as in `/v2/households`."""
    return any(
        part.startswith("/") and len(part) > 1 and part != operation.path for part in re.split(r"[\s`'\"()]+", text)
    )


@rule("QD1425-2026.P2.API-C", proof=Proof.INDICATIVE, when=having("deprecated").narrowed(is_deprecated))
def retirement_is_announced(operation: Operation, facts: Facts) -> Iterator[Violation]:
    raw = operation.node.mapping
    text = " ".join(filter(None, (operation.node.text("summary"), operation.node.text("description"))))
    if not raw.get("x-sunset") and not DAY.search(text):
        yield Violation("{operation} is to end and does not say when", at=operation, operation=operation.name)
    is_told = facts.document_words["successor"].are_in(text) or names_another(operation, text)
    if not is_told and not any(raw.get(key) for key in SUCCESSORS):
        template = "{operation} is to end and does not say what replaces it"
        yield Violation(template, at=operation, operation=operation.name)


_GET = "openapi: 3.1.0\npaths:\n  /ho:\n    get: {deprecated: true, "
GOOD = [
    _GET + "description: 'Dùng đến hết 31/12/2027, thay bằng GET /v2/ho.'}\n",
    _GET + "x-sunset: 2027-12-31, description: Hãy chuyển sang traCuuHo}\n",
    "swagger: '2.0'\npaths: {/ho: {get: {deprecated: true, summary: Ends 2027-12-31 without replacement}}}\n",
]
BAD = {
    "GET /ho is to end and does not say when": _GET + "description: 'Thay bằng /v2/ho'}  # <-\n",
    "GET /ho is to end and does not say what replaces it": _GET + "x-sunset: 2027-12-31}  # <-\n",
    "PUT /ho is to end and does not say when": (
        "openapi: 3.0.3\npaths: {/ho: {put: {deprecated: true, x-replaced-by: suaHo}}}  # <-\n"
    ),
}
IRRELEVANT = ["openapi: 3.1.0\npaths: {/ho: {get: {}, put: {deprecated: false}}}\n"]
