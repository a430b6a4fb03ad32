"""Errors come in the form that the document publishes.

Broken: An error comes in another form than the document says

A program that cannot read the error cannot tell what to do: ask again, correct the request, or call somebody.

To mend it, answer errors as the document says; if it says nothing, as `application/problem+json` (RFC 9457), and
document that.

Shows the errors that were met, and answers with a status of success that tell of a failure in a form that nobody
documented. Does not show the errors that other requests cause.
"""

from collections.abc import Iterator
from typing import Final

from compliance.model.derived.documented_read import DocumentedExchange
from compliance.model.example import Platform
from compliance.model.grades import Proof
from compliance.model.observation.content import Remark
from compliance.model.rule import rule
from compliance.model.text import Message
from compliance.model.violation import Unknown, Violation
from compliance.rules.endpoint._answer_examples import RECORD, answered, files, kept, seen
from compliance.rules.endpoint._answers import said_of, saw

MESSAGES: Final = {
    "media-type": "the error {status} came as {found}, and not in the documented form (answers: {count})",
    "empty": "the error {status} came without the documented body (answers: {count})",
    "syntax": "the error {status} is called JSON and is none (answers: {count})",
    "required": "the error {status} lacks {name}, which its schema requires (answers: {count})",
    "schema": "the error {status} does not fit its schema at {pointer}: `{keyword}` (answers: {count})",
    "other": "the error {status} has another form than the errors that the operation documents (answers: {count})",
    "problem": "the error {status} is called application/problem+json and is none (answers: {count})",
    "own": "the error {status} is in a form that nobody documented, not application/problem+json (answers: {count})",
    "text": "the error {status} is neither documented nor application/problem+json (answers: {count})",
    "envelope": "{status} came with a body that tells of a failure, and nobody documented it (answers: {count})",
}
POINTING: Final = frozenset({"own", "envelope"})


def tells_an_error(read: DocumentedExchange) -> bool:
    return saw(read, "error_form")


@rule("TT13-2017.D7.K1", "GP.RFC9457", when=tells_an_error)
def errors_have_the_published_form(read: DocumentedExchange) -> Iterator[Violation | Unknown]:
    for said in said_of(read, "error_form"):
        if isinstance(said, Unknown):
            yield said
            continue
        words = {"pointer": said.pointer or "/", "status": read.seen.status or 0, **said.parameters}
        kind = str(words.get("keyword", said.kind))
        message = Message.of(MESSAGES.get(kind, MESSAGES["schema"]), count=1, **words)
        proof = Proof.INDICATIVE if said.kind in POINTING else None
        key = " ".join(map(str, words.values()))
        yield Violation(message, at=read, proof=proof, key=key, related=read.operation or (), is_counted=True)


def _error(kind: str, pointer: str = "", status: int = 404, **words: str) -> Platform:
    return seen("error_form", Remark(kind, pointer, tuple(words.items())), status=status)


GOOD = [seen("error_form", status=401)]
BAD = {
    "the error 404 came as text/html, and not in the documented form (answers: 1)": _error(
        "schema", keyword="media-type", found="text/html"
    ),
    "the error 500 came without the documented body (answers: 1)": _error("schema", status=500, keyword="empty"),
    "the error 404 is called JSON and is none (answers: 1)": _error("schema", keyword="syntax"),
    "the error 404 lacks title, which its schema requires (answers: 1)": _error(
        "schema", keyword="required", name="title"
    ),
    "the error 404 does not fit its schema at /status: `type` (answers: 1)": _error(
        "schema", "/status", keyword="type"
    ),
    "the error 404 has another form than the errors that the operation documents (answers: 1)": _error("other"),
    "the error 404 is called application/problem+json and is none (answers: 1)": _error("problem"),
    "the error 404 is in a form that nobody documented, not application/problem+json (answers: 1)": _error("own"),
    "the error 502 is neither documented nor application/problem+json (answers: 1)": _error("text", status=502),
    "200 came with a body that tells of a failure, and nobody documented it (answers: 1)": _error(
        "envelope", status=200
    ),
}
IRRELEVANT = [seen("contract")]
UNKNOWN = [
    Platform(
        RECORD,
        files(),
        (answered(502, media_type="text/html", content=kept(Remark("text"), by="error_form")),),
    )
]
