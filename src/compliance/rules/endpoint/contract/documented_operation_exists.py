"""Every documented read exists on the platform.

Broken: A documented operation does not exist on the platform

Whoever builds against the document finds out only in operation that what it promises is not there.

To mend it, offer the operation, or take it out of the document and say so in a new version.

Shows that the documented reads that were asked are there, whatever they answered. A record that is not found says
nothing where the document gave its number as an example and documents 404. Does not show how other methods answer.
"""

from collections.abc import Iterator

from compliance.model.answers.contract.promise import promise_of
from compliance.model.derived.documented_read import DocumentedExchange
from compliance.model.example import Platform
from compliance.model.grades import Proof
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.endpoint._answer_examples import RECORD, URL, answered, files
from compliance.rules.endpoint._answers import MISSING, NOT_HERE, OF_GATEWAY, is_answer, is_missing

BUSY = frozenset({429, 503})


def shows_something(read: DocumentedExchange) -> bool:
    """Return whether the answer says that the operation is there, or that it is not."""
    status = read.seen.status
    return is_answer(read) and status not in BUSY and (status not in MISSING or is_missing(read))


@rule("TT13-2017.D7.K1", "NDX-CON-02", "GP.OAS", when=shows_something)
def documented_operation_exists(read: DocumentedExchange) -> Iterator[Violation | Unknown]:
    status, operation = read.seen.status, read.operation
    if status is None or operation is None or not is_missing(read):
        return
    if read.is_of_gateway:
        yield Unknown(OF_GATEWAY, at=read)
        return
    is_certain = status in NOT_HERE or ("{" not in operation.path and promise_of(operation).answer(status) is None)
    template = "{operation} is documented, and the platform answered {status}"
    proof = None if is_certain else Proof.INDICATIVE
    yield Violation(template, at=read, proof=proof, related=operation, operation=operation.name, status=status)


_BARE = "openapi: 3.1.0\npaths: {/households: {get: {PARAMETERresponses: {'200': {}, '404': {}}}}}\n"
_OF_ONE = {"openapi.yaml": _BARE.replace("PARAMETER", "parameters: [{name: so, in: query, required: true}], ")}
GOOD = [Platform(RECORD, files(), (answered(),)), Platform(RECORD, files(), (answered(401),))]
BAD = {
    "GET /households is documented, and the platform answered 404": Platform(RECORD, files(), (answered(404),)),
    "GET /households is documented, and the platform answered 405": Platform(RECORD, _OF_ONE, (answered(405),)),
    "GET /households is documented, and the platform answered 410": Platform(RECORD, files(), (answered(410),)),
}
IRRELEVANT = [
    Platform(RECORD, files(), (answered(503),)),
    Platform(RECORD, _OF_ONE, (answered(404),)),
    Platform(RECORD, files(), (answered(404, url=URL.replace("https", "http")),)),
    Platform(RECORD, files(), (answered(None, refusal="connection refused"),)),
]
UNKNOWN = [
    Platform(
        RECORD,
        files(),
        (answered(headers=(("server", "app"),)), answered(404, media_type="text/html", headers=(("server", "edge"),))),
    )
]
