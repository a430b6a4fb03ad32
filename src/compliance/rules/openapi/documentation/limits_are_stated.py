"""From security level 3 on, a document says how often its service may be called.

Broken: The document does not say how often the service may be called

A caller who does not know the limit meets it in the middle of the work.

To mend it, describe the answer 429, or the headers that tell what is left, or write the limit in the description.

Shows that the document speaks of a limit. Does not show that it is kept, nor that simultaneous connections are limited.
"""

from collections.abc import Iterator
from typing import Final

from compliance.model.derived.documented_service import DocumentedService
from compliance.model.example import Platform
from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.openapi.operation import Operation
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.openapi.documentation._texts import texts_of

FROM_LEVEL: Final = 3
HEADERS: Final = ("ratelimit", "x-ratelimit", "x-rate-limit", "x-quota", "retry-after")


def is_not_below(documented: DocumentedService) -> bool:
    level = documented.record.level
    return level is None or level >= FROM_LEVEL


def tells_of_limits(operation: Operation) -> bool:
    """Return whether an answer is about calling too often, or has a header that tells what is left."""
    answers = operation.answers
    for status, answer in answers.members() if answers is not None else ():
        target = operation.files.follow(answer) if status != "503" else None  # because that tells of an outage
        headers = target.get("headers") if target is not None else None
        if status == "429" or any(name.lower().startswith(HEADERS) for name in (headers.mapping if headers else ())):
            return True
    return False


@rule("TCVN14423-2026.LIMIT", "WIRE-3.6.LIMIT", "GP.RFC6585", proof=Proof.INDICATIVE, when=is_not_below)
def limits_are_stated(documented: DocumentedService, facts: Facts) -> Iterator[Violation | Unknown]:
    if documented.record.level is None:
        yield Unknown("the record does not say the security level of the platform", at=documented.record)
        return
    document = documented.document
    known = facts.document_words["limits"]
    if not any(map(tells_of_limits, document.nodes.operations)) and not any(map(known.are_in, texts_of(document))):
        template = "the document of the service {service} does not say how often it may be called"
        yield Violation(template, at=document.info, related=documented, service=documented.service.id)


_RECORD = "slug: a\nowner: {code: G12}\nservices: [{id: s, document: openapi.yaml}]\n"
_LEVEL = _RECORD + "security_level: {level: 3}\n"
_HEAD = "openapi: 3.1.0\ninfo: {title: Tra cứu}  # <-\npaths: {/ho: {get: "


def _documented(document: str, record: str = _LEVEL) -> Platform:
    return Platform(record, {"openapi.yaml": document})


GOOD = [
    _documented(_HEAD + "{responses: {'429': {description: Chờ}}}}}\n"),
    _documented(_HEAD + "{responses: {'200': {headers: {X-RateLimit-Remaining: {}}}}}}}\n"),
    _documented(_HEAD + "{description: 'Mỗi hệ thống được gọi 100 lượt/phút.'}}}\n"),
    _documented("swagger: '2.0'\ninfo: {description: Rate limit of 10}\npaths: {}\n"),
]
BAD = {
    "the document of the service s does not say how often it may be called": _documented(
        _HEAD + "{summary: Tra cứu, responses: {'200': {headers: {ETag: {}}}}}}}\n"
    )
}
IRRELEVANT = [_documented(_HEAD + "{}}}\n", _RECORD + "security_level: {level: 2}\n")]
UNKNOWN = [
    _documented(_HEAD + "{}}}\n", _RECORD),
    _documented(_HEAD + "{}}}\n", _RECORD + "security_level: {level: none}\n"),
    Platform(_LEVEL),
]
