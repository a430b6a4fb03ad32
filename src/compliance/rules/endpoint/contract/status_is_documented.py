"""Every status that an operation answers is one that it documents.

Broken: An operation answers a status that its document does not know

A caller that is written after the document does not know what such an answer means, or what to do about it.

To mend it, document the status, alone, as a range such as `4XX`, or as `default`.

Shows the statuses that were answered to the checker. Whether 401, 403, 429 and 503 are documented, which any gateway
may answer, rules on documents ask. Does not show which other statuses the operation may answer.
"""

from collections.abc import Iterator

from compliance.model.answers.deviation import Part
from compliance.model.derived.documented_read import DocumentedExchange
from compliance.model.example import Platform
from compliance.model.observation.content import Remark
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.endpoint._answer_examples import RECORD, URL, answered, files
from compliance.rules.endpoint._answers import is_answer_of_operation, told


@rule("TT13-2017.D7.K1", "NDX-CON-02", "GP.OAS", when=is_answer_of_operation)
def status_is_documented(read: DocumentedExchange) -> Iterator[Violation | Unknown]:
    for said in told(read, Part.STATUS):
        if isinstance(said, Unknown):
            yield said
        elif read.operation is not None and read.seen.status is not None:
            template = "{operation} answered {status}, which its document does not know"
            name, status = read.operation.name, read.seen.status
            yield Violation(template, at=read, related=read.operation, operation=name, status=status)


_STATUS = Remark("status", words=(("keyword", "status"),))
GOOD = [Platform(RECORD, files(), (answered(),))]
BAD = {
    "GET /households answered 206, which its document does not know": Platform(
        RECORD, files(), (answered(206, _STATUS),)
    ),
    "GET /households answered 500, which its document does not know": Platform(
        RECORD, files(), (answered(500, _STATUS),)
    ),
}
IRRELEVANT = [
    Platform(RECORD, files(), (answered(401),)),
    Platform(RECORD, files(), (answered(404, _STATUS),)),
    Platform(RECORD, files(), (answered(301, _STATUS, url=URL.replace("https", "http")),)),
]
UNKNOWN = [Platform(RECORD, files(), (answered(content=None),))]
