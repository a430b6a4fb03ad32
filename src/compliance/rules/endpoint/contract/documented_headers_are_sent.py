"""Headers that an operation documents come as it says.

Broken: A header that the document promises is missing, or says something else

Limits, versions, links to the next page and numbers of a request travel in headers; callers rely on those that are
documented as required.

To mend it, send the header, or correct the document.

Shows the headers of the answers that were seen, their single values, lists of numbers and JSON also beside their
schema. Does not show what other answers carry.
"""

from collections.abc import Iterator

from compliance.model.answers.contract.promise import promise_of
from compliance.model.answers.deviation import Part
from compliance.model.derived.documented_read import DocumentedExchange
from compliance.model.example import Platform
from compliance.model.observation.content import Remark
from compliance.model.rule import rule
from compliance.model.text import Message
from compliance.model.violation import Unknown, Violation
from compliance.rules.endpoint._answer_examples import RECORD, answered, files
from compliance.rules.endpoint._answers import is_answer, told

MESSAGES = {
    "missing": "the header {header} is missing, which the document requires",
    "type": "the value of the header {header} is no {expected}",
    "limit": "the value of the header {header} does not keep to `{limited}`, which is {limit}",
    "json": "the value of the header {header} is no JSON, which the document promises",
    "member": "a member of the value of the header {header} does not satisfy `{member}`",
    "other": "the value of the header {header} does not satisfy `{keyword}`",
}


def promises_headers(read: DocumentedExchange) -> bool:
    """Return whether the document defines headers of the answer that came."""
    answer = promise_of(read.operation).answer(read.seen.status or 0) if read.operation else None
    return is_answer(read) and answer is not None and bool(answer.headers)


@rule("TT13-2017.D7.K1", "NDX-CON-02", "GP.OAS", when=promises_headers)
def documented_headers_are_sent(read: DocumentedExchange) -> Iterator[Violation | Unknown]:
    for said in told(read, Part.HEADERS):
        if isinstance(said, Unknown):
            yield said
            continue
        words = said.parameters
        template = MESSAGES.get(str(words["keyword"]), MESSAGES["other"])
        key = f"{words['header']} {words['keyword']}"
        yield Violation(Message.of(template, **words), at=read, key=key, related=read.operation or ())


def _header(keyword: str, **words: str) -> Remark:
    return Remark("headers", words=(("keyword", keyword), ("header", "x-total"), *words.items()))


_FILES = files("headers: {X-Total: {required: true, schema: {type: integer, maximum: 100}}}")
GOOD = [Platform(RECORD, _FILES, (answered(),))]
BAD = {
    "the header x-total is missing, which the document requires": Platform(
        RECORD, _FILES, (answered(200, _header("missing")),)
    ),
    "the value of the header x-total is no integer": Platform(
        RECORD, _FILES, (answered(200, _header("type", expected="integer")),)
    ),
    "the value of the header x-total does not keep to `maximum`, which is 100": Platform(
        RECORD, _FILES, (answered(200, _header("limit", limited="maximum", limit="100")),)
    ),
    "the value of the header x-total is no JSON, which the document promises": Platform(
        RECORD, _FILES, (answered(200, _header("json")),)
    ),
    "a member of the value of the header x-total does not satisfy `type`": Platform(
        RECORD, _FILES, (answered(200, _header("member", member="type")),)
    ),
    "the value of the header x-total does not satisfy `pattern`": Platform(
        RECORD, _FILES, (answered(200, _header("pattern")),)
    ),
}
IRRELEVANT = [Platform(RECORD, files(), (answered(),)), Platform(RECORD, _FILES, (answered(404),))]
UNKNOWN = [Platform(RECORD, _FILES, (answered(content=None),))]
