"""Errors show nothing of how the platform is made, and no secret of the request.

Broken: An answer shows how the platform is made inside, or repeats a secret

Whoever looks for a way in learns from a stack trace, a statement or an internal address where to begin; a credential
that is repeated ends up in the logs of everybody between.

To mend it, answer errors with a text that was written for callers and with a number by which the log can be found, and
keep the details there. In most frameworks that is the setting for production.

Shows the errors that were met: traces of the usual languages and frameworks, SQL, paths of files and addresses that are
no public ones. What may as well be a sentence, an example or the number of something else is left alone. Does not show
what other errors reveal.
"""

from collections.abc import Iterator

from compliance.model.derived.documented_read import DocumentedExchange
from compliance.model.observation.content import Remark
from compliance.model.rule import rule
from compliance.model.text import Message
from compliance.model.violation import Unknown, Violation
from compliance.rules.endpoint._answer_examples import seen
from compliance.rules.endpoint._answers import saw

MESSAGES = {
    "trace": "the answer {status} shows a stack trace or an error of the framework (answers: {count})",
    "sql": "the answer {status} shows a statement or an error of the database (answers: {count})",
    "path": "the answer {status} shows the path of a file on the server (answers: {count})",
    "address": "the answer {status} shows an internal address (answers: {count})",
    "credential": "the answer {status} repeats a credential of the request (answers: {count})",
}


def tells_an_error(read: DocumentedExchange) -> bool:
    return saw(read, "internals")


@rule("ND331-2026.D30.K4", "GP.CWE209", "TCVN14423-2026.ERR", when=tells_an_error)
def answers_reveal_no_internals(read: DocumentedExchange) -> Iterator[Violation | Unknown]:
    reading = read.seen.reading("internals")
    for said in reading.remarks if reading is not None else ():
        message = Message.of(MESSAGES[said.kind], status=read.seen.status or 0, count=1)
        yield Violation(message, at=read, key=said.kind, is_counted=True)


def _error(kind: str, status: int = 500) -> object:
    return seen("internals", Remark(kind), status=status)


GOOD = [seen("internals", status=500)]
BAD = {
    "the answer 500 shows a stack trace or an error of the framework (answers: 1)": _error("trace"),
    "the answer 500 shows a statement or an error of the database (answers: 1)": _error("sql"),
    "the answer 404 shows the path of a file on the server (answers: 1)": _error("path", 404),
    "the answer 502 shows an internal address (answers: 1)": _error("address", 502),
    "the answer 401 repeats a credential of the request (answers: 1)": _error("credential", 401),
}
IRRELEVANT = [seen("contract")]
