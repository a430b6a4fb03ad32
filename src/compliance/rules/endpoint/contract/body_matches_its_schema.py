"""Data fit the schema that their document gives.

Broken: The data are other than the document says

Programs of other agencies are generated from the schema; a field that is missing, or of another type, breaks them on
the day that it comes.

To mend it, answer as the document says. Correct the document only if its readers can be told.

Shows the answers that were seen, whole and in JSON: what `format` says is asked of dates and times only, and a time
without its zone is told by a rule of its own. Does not show what other callers or other records get.
"""

from collections.abc import Iterator
from typing import Final

from compliance.model.answers.contract.promise import promise_of
from compliance.model.answers.deviation import CUT_OFF, Part
from compliance.model.derived.documented_read import DocumentedExchange
from compliance.model.example import Platform
from compliance.model.observation.content import Remark
from compliance.model.rule import rule
from compliance.model.text import Message
from compliance.model.violation import Unknown, Violation
from compliance.rules.endpoint._answer_examples import RECORD, answered, files, kept
from compliance.rules.endpoint._answers import is_success, told

MESSAGES: Final = {
    "syntax": "the body is called JSON and is none (answers: {count})",
    "empty": "no body came, and the document promises one (answers: {count})",
    "type": "at {pointer} came a value of type {found}, the schema wants {expected} (answers: {count})",
    "format": "at {pointer} came a value that is no {expected} (answers: {count})",
    "required": "at {pointer} {name} is missing, which the schema requires (answers: {count})",
    "additionalProperties": "at {pointer} came {name}, which the schema does not allow (answers: {count})",
    "unevaluatedProperties": "at {pointer} came {name}, which the schema does not allow (answers: {count})",
    "false": "at {pointer} came a value that may not be there, as the schema says (answers: {count})",
    "anyOf": "at {pointer} came a value that fits none of the alternatives (answers: {count})",
    "enum": "at {pointer} came a value that `enum` does not allow (answers: {count})",
    "limit": "at {pointer} came a value that does not keep to `{limited}`, which is {limit} (answers: {count})",
    "other": "at {pointer} came a value that does not satisfy `{keyword}` (answers: {count})",
}


def is_promised(read: DocumentedExchange) -> bool:
    """Return whether the operation answered with success, and its document says what it answers with."""
    answer = promise_of(read.operation).answer(read.seen.status or 0) if read.operation else None
    return is_success(read) and answer is not None and any(body.schema is not None for body in answer.bodies)


@rule("TT13-2017.D7.K1", "NDX-CON-02", "GP.OAS", when=is_promised)
def body_matches_its_schema(read: DocumentedExchange) -> Iterator[Violation | Unknown]:
    for said in told(read, Part.BODY):
        if isinstance(said, Unknown):
            yield said
            continue
        words = {"pointer": said.pointer or "/", **said.parameters}
        template = MESSAGES.get(str(words["keyword"]), MESSAGES["other"])
        key = " ".join(map(str, words.values()))
        message = Message.of(template, count=1, **words)
        yield Violation(message, at=read, key=key, related=read.operation or (), is_counted=True)


def _came(keyword: str, pointer: str = "", **words: str) -> Platform:
    remark = Remark("body", pointer, (("keyword", keyword), *words.items()))
    return Platform(RECORD, files(), (answered(200, remark), answered(200, remark)))


GOOD = [Platform(RECORD, files(), (answered(),))]
BAD = {
    "the body is called JSON and is none (answers: 2)": _came("syntax"),
    "no body came, and the document promises one (answers: 2)": _came("empty"),
    "at /items/*/so came a value of type string, the schema wants integer (answers: 2)": _came(
        "type", "/items/*/so", found="string", expected="integer"
    ),
    "at / ten is missing, which the schema requires (answers: 2)": _came("required", name="ten"),
    "at / came noi_bo, which the schema does not allow (answers: 2)": _came("additionalProperties", name="noi_bo"),
    "at /ngay came a value that is no date (answers: 2)": _came("format", "/ngay", expected="date"),
    "at /mat_khau came a value that may not be there, as the schema says (answers: 2)": _came("false", "/mat_khau"),
    "at /loai came a value that `enum` does not allow (answers: 2)": _came("enum", "/loai"),
    "at /ten came a value that does not keep to `maxLength`, which is 20 (answers: 2)": _came(
        "limit", "/ten", limited="maxLength", limit="20"
    ),
    "at / came a value that does not satisfy `oneOf` (answers: 2)": _came("oneOf"),
    "at / came a value that fits none of the alternatives (answers: 2)": _came("anyOf"),
}
IRRELEVANT = [
    Platform(RECORD, files("description: Không có nội dung"), (answered(),)),
    Platform(RECORD, files(), (answered(401),)),
]
UNKNOWN = [
    Platform(RECORD, files(), (answered(content=kept(undecided=CUT_OFF), is_truncated=True),)),
    Platform(RECORD, files(), (answered(content=None),)),
]
