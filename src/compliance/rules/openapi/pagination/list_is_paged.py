"""A list without an end is read in pages, and each page leads to the next.

Broken: A list without an end comes in one piece, or its pages do not lead on

A list grows with the years until one answer is too large for both sides; and a caller who cannot tell whether more
follows has half of the data without knowing.

To mend it, take a parameter for the page, the offset or the cursor, and answer with the total, the cursor or the link
of the next page. A list that stays short states `maxItems`, a package of all data `x-function: package`.

Shows the parameters and members that were recognised by their names. Does not show that pages neither repeat nor skip.
"""

from collections.abc import Iterator
from typing import Final

from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.openapi.listing import bounds_its_answer, listing_of, position_in
from compliance.model.openapi.operation import Operation
from compliance.model.rule import rule
from compliance.model.selection import method
from compliance.model.violation import Violation
from compliance.rules.openapi._names import speaks_of

MESSAGES: Final = {
    "whole": "{operation} answers with a list that has no end, and takes no page, offset or cursor",
    "on": "{operation} takes {name}, but its answer does not tell how to go on: no total, cursor or link",
}
NOT_LISTS: Final = frozenset({"package", "single", "token", "health", "job"})


def may_list(operation: Operation, _facts: Facts) -> bool:
    """Return whether an operation answers with a list, or what it answers cannot be seen; one record has its key."""
    if operation.path.rstrip("/").endswith("}") or operation.function in NOT_LISTS:
        return False
    holes = operation.files.holes
    known = len(holes)
    return listing_of(operation) is not None or len(holes) > known


@rule("TT13-2017.D21", "NDX-OPS-08", "GP.OWASP-API4", proof=Proof.INDICATIVE, when=method("get").narrowed(may_list))
def list_is_paged(operation: Operation, facts: Facts) -> Iterator[Violation]:
    listing, parameters = listing_of(operation), list(operation.parameters())
    if listing is None or listing.has_end or listing.tells_how_to_go_on or bounds_its_answer(parameters):
        return
    position = position_in(parameters)
    if position is not None:
        template = MESSAGES["on"]
        yield Violation(template, at=operation, has_one_cause=True, operation=operation.name, name=position.name)
    else:
        is_short = "{" in operation.path or speaks_of(operation, "reference-list", facts)
        proof = Proof.SUGGESTIVE if is_short else None
        template = MESSAGES["whole"]
        yield Violation(template, at=operation, operation=operation.name, proof=proof)


_GET = "openapi: 3.1.0\npaths:\n  /ho:\n    get:  # <-\n      "
_PAGE = "parameters: [{name: trang, in: query}]\n      "
_JSON = "responses: {'200': {content: {application/json: {schema: "
_ROWS = "{type: array, items: {type: object}}"
GOOD = [
    _GET + _PAGE + _JSON + "{properties: {danhSach: " + _ROWS + ", tongSo: {}}}}}}}\n",
    _GET + _PAGE + _JSON + _ROWS + "}}, headers: {Link: {}}}}\n",
    _GET + _JSON + "{type: array, maxItems: 34, items: {type: object}}}}}}\n",
    _GET
    + "parameters: [{name: cursor, in: query}]\n      "
    + _JSON
    + "{properties: {data: "
    + _ROWS
    + ", has_more: {}}}}}}}\n",
]
GOOD.append(_GET + "parameters: [{name: ids, in: query, required: true}]\n      " + _JSON + _ROWS + "}}}}\n")
BAD = {
    "GET /ho answers with a list that has no end, and takes no page, offset or cursor": _GET + _JSON + _ROWS + "}}}}\n",
    "GET /ho takes trang, but its answer does not tell how to go on: no total, cursor or link": _GET
    + _PAGE
    + _JSON
    + "{allOf: [{properties: {duLieu: {properties: {danhSach: "
    + _ROWS
    + "}}}}]}}}}}\n",
    "GET /xa answers with a list that has no end, and takes no page, offset or cursor": """
        swagger: '2.0'
        paths:
          /xa:
            get: {responses: {'200': {schema: {type: array, items: {$ref: '#/definitions/Xa'}}}}}  # <-
        definitions: {Xa: {type: object}}
        """,
}
IRRELEVANT = [
    _GET + _JSON + "{type: object, properties: {ten: {}}}}}}}\n",
    _GET + "x-function: package\n      " + _JSON + _ROWS + "}}}}\n",
    "openapi: 3.1.0\npaths: {'/ho/{ma}': {get: {responses: {'200': {content: {application/json: {schema: "
    + _ROWS
    + "}}}}}, post: {}}}\n",
]
UNKNOWN = [_GET + _JSON + "{$ref: '#/none'}}}}}\n"]
