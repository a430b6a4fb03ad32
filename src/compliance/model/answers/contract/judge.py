"""Holding an answer to what its document promises, part by part."""

from collections.abc import Iterable, Sequence
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
from compliance.model.pattern import late
from compliance.model.text import Message

ALWAYS_POSSIBLE: Final = frozenset({401, 403, 429, 503})
"""Statuses that any gateway may give; that they are documented, rules on documents ask."""
_WITHOUT_BODY: Final = frozenset({204, 205, 304})
_OF_JSON: Final = ("/json", "+json")
_TOLD: Final = (Deviation, Undecided)
_ZONELESS: Final = late(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d(\.\d+)?)?")


class OwnConformance:
    """The judge that the checker brings along."""

    def deviations(self, answered: Answered) -> Iterable[Deviation | Undecided]:
        """Return the ways in which an answer of a documented operation deviates, or why that cannot be told."""
        if answered.operation is None or answered.instances is None:
            return ()
        promise = promise_of(answered.operation)
        answer = promise.answer(answered.status)
        if answer is None:
            is_possible = promise.is_empty or answered.status in ALWAYS_POSSIBLE
            return () if is_possible else (Deviation(Part.STATUS, "status", words={"status": answered.status}),)
        if not answer.is_readable:
            return ()
        body = None
        if has_body(answered):
            body = answer.body(answered.media_type or "")
            if body is None and answer.bodies:
                return (Deviation(Part.MEDIA_TYPE, "media-type", words={"found": answered.media_type or "-"}),)
        of_body: Sequence[Deviation | Undecided] = ()
        if body is not None:
            of_body = body_deviations(answered, body, answered.instances)
        elif _lacks_its_body(answered, answer):
            of_body = (Deviation(Part.BODY, "empty"),)
        return (*header_deviations(answered, answer, answered.instances), *of_body) if answer.headers else of_body


def deviations_of(answered: Answered) -> Iterable[Deviation | Undecided]:
    """Return what the judge of the answer makes of it, the one that the checker brings along unless another is given.

    Most answers keep their promise, so that nothing is prepared for those that do not.
    """
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
    return body.schema is None or (not body.media_type.endswith(_OF_JSON) and body.takes_text)


def body_deviations(answered: Answered, body: PromisedBody, instances: Instances) -> Sequence[Deviation | Undecided]:
    """Return the ways in which a body that came does not fit its schema; none if nothing is asked of it."""
    hold = body.holder(instances)
    if hold is None or (not answered.is_json and body.is_binary):
        return ()
    value = _value(answered, body)
    if isinstance(value, _TOLD):
        return (value,)
    said = hold(value, answered.body)
    return [_deviation(each) for each in said if not _is_zoneless(each, value)] if said else ()


def _deviation(said: Fault | Undecided) -> Deviation | Undecided:
    return said if isinstance(said, Undecided) else Deviation(Part.BODY, said.keyword, said.path, said.words)


def _value(answered: Answered, body: PromisedBody) -> Any:
    """Return the value that came, or why there is none to be judged."""
    if answered.is_truncated:
        return Undecided(CUT_OFF)
    if answered.is_json:
        value = answered.value
        if value is not NOT_JSON:
            return value
        if answered.is_beyond_reading:
            return Undecided(BEYOND)
        if answered.text is not None:
            return Deviation(Part.BODY, "syntax")
    elif (answered.media_type or "").startswith("text/") and body.takes_text:
        if answered.text is not None:
            return answered.text
    else:
        template = "bodies of the type {media_type} are not held against schemas"
        return Undecided(Message.of(template, media_type=answered.media_type or "-"))
    return Undecided(ENCODED if answered.is_encoded else NOT_UTF_8)


def _is_zoneless(said: Fault | Undecided, value: Any) -> bool:
    """Return whether a time lacks nothing but its zone, which a rule of its own asks for."""
    if isinstance(said, Undecided) or said.keyword != "format" or said.words.get("expected") != "date-time":
        return False
    for step in said.path:
        value = value[step]
    return isinstance(value, str) and _ZONELESS.fullmatch(value) is not None
