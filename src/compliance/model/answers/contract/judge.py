"""Holding an answer to what its document promises, part by part."""

from collections.abc import Iterator
from typing import Any, Final

from compliance.model.answers.answered import NOT_JSON, Answered
from compliance.model.answers.contract.headers import header_deviations
from compliance.model.answers.contract.promise import PromisedAnswer, PromisedBody, promise_of
from compliance.model.answers.deviation import (
    BEYOND,
    CUT_OFF,
    ENCODED,
    NOT_UTF_8,
    Deviation,
    Part,
)
from compliance.model.instances import Fault, Instances, Undecided
from compliance.model.openapi.schema import Schema
from compliance.model.pattern import late
from compliance.model.text import Message

ALWAYS_POSSIBLE: Final = frozenset({401, 403, 429, 503})
"""Statuses that any gateway may give; that they are documented, rules on documents ask."""
_WITHOUT_BODY: Final = frozenset({204, 205, 304})
_OF_JSON: Final = ("/json", "+json")
_OF_BYTES: Final = frozenset({"contentMediaType", "contentEncoding"})
_ZONELESS: Final = late(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d(\.\d+)?)?")


class OwnConformance:
    """The judge that the checker brings along."""

    def deviations(self, answered: Answered) -> Iterator[Deviation | Undecided]:
        """Yield the ways in which an answer of a documented operation deviates, or why that cannot be told."""
        if answered.operation is None or answered.instances is None:
            return
        promise = promise_of(answered.operation)
        answer = promise.answer(answered.status)
        if answer is None:
            if not promise.is_empty and answered.status not in ALWAYS_POSSIBLE:
                yield Deviation(Part.STATUS, "status", words={"status": answered.status})
            return
        if not answer.is_readable:
            return
        body = None
        if has_body(answered):
            body = answer.body(answered.media_type or "")
            if body is None and answer.bodies:
                yield Deviation(Part.MEDIA_TYPE, "media-type", words={"found": answered.media_type or "-"})
                return
        yield from header_deviations(answered, answer, answered.instances)
        if body is not None:
            yield from body_deviations(answered, body, answered.instances)
        elif _lacks_its_body(answered, answer):
            yield Deviation(Part.BODY, "empty")


def deviations_of(answered: Answered) -> Iterator[Deviation | Undecided]:
    """Yield what the judge of the answer makes of it, the one that the checker brings along unless another is given."""
    return (answered.judge or OwnConformance()).deviations(answered)


def has_body(answered: Answered) -> bool:
    """Return whether a body came, or the beginning of one."""
    return bool(answered.body) or answered.is_truncated


def _lacks_its_body(answered: Answered, answer: PromisedAnswer) -> bool:
    may_be_empty = answered.method == "HEAD" or answered.status < 200 or answered.status in _WITHOUT_BODY
    if may_be_empty or has_body(answered) or not answer.bodies:
        return False
    return not any(_may_be_empty(body) for body in answer.bodies)


def _may_be_empty(body: PromisedBody) -> bool:
    """Return whether nothing is something too: a text may be empty, in JSON it never is."""
    return body.schema is None or (not body.media_type.endswith(_OF_JSON) and _takes_text(body.schema))


def body_deviations(answered: Answered, body: PromisedBody, instances: Instances) -> Iterator[Deviation | Undecided]:
    """Yield the ways in which a body that came does not fit its schema; nothing if none is given."""
    schema = body.schema
    if schema is None or schema.node.raw in ({}, True) or (not answered.is_json and _is_binary(schema)):
        return
    value = _value(answered, schema)
    match value:
        case Deviation() | Undecided():
            yield value
        case _:
            for said in instances.of_answers(schema)(value, _bounds(answered.body)):
                if isinstance(said, Undecided):
                    yield said
                elif not _is_zoneless(said, value):
                    yield Deviation(Part.BODY, said.keyword, said.path, said.words)


def _bounds(body: bytes) -> tuple[int, int]:
    """Return how many values a JSON text holds at most, and how deep: each stands behind a bracket or a comma."""
    brackets = body.count(b"{") + body.count(b"[")
    return brackets + body.count(b",") + 1, brackets + 1


def _value(answered: Answered, schema: Schema) -> Any:
    """Return the value that came, or why there is none to be judged."""
    if answered.is_truncated:
        return Undecided(CUT_OFF)
    if answered.is_json:
        if answered.value is not NOT_JSON:
            return answered.value
        if answered.is_beyond_reading:
            return Undecided(BEYOND)
        if answered.text is not None:
            return Deviation(Part.BODY, "syntax")
    elif (answered.media_type or "").startswith("text/") and _takes_text(schema):
        if answered.text is not None:
            return answered.text
    else:
        template = "bodies of the type {media_type} are not held against schemas"
        return Undecided(Message.of(template, media_type=answered.media_type or "-"))
    return Undecided(ENCODED if answered.is_encoded else NOT_UTF_8)


def _takes_text(schema: Schema) -> bool:
    return schema.types() <= {"string", "null"} and "string" in schema.types()


def _is_binary(schema: Schema) -> bool:
    """Return whether the schema only says that there are bytes, as each version of OpenAPI says it."""
    raw = schema.node.mapping
    is_named = raw.get("format") in {"binary", "byte"} or not _OF_BYTES.isdisjoint(raw)
    return _takes_text(schema) and is_named


def _is_zoneless(fault: Fault, value: Any) -> bool:
    """Return whether a time lacks nothing but its zone, which a rule of its own asks for."""
    if fault.keyword != "format" or fault.words.get("expected") != "date-time":
        return False
    for step in fault.path:
        value = value[step]
    return isinstance(value, str) and _ZONELESS.fullmatch(value) is not None
