"""Errors that come in another form than the published one."""

from collections.abc import Iterator
from typing import Any, Final

from compliance.model.answers.answered import NOT_JSON, Answered
from compliance.model.answers.contract.judge import body_deviations, deviations_of, has_body
from compliance.model.answers.contract.promise import PromisedAnswer, PromisedBody, promise_of
from compliance.model.answers.contract.told import pointer_in, words_of
from compliance.model.answers.deviation import ENCODED, Deviation, Part
from compliance.model.answers.envelope import tells_failure
from compliance.model.instances import Undecided
from compliance.model.observation.content import Remark
from compliance.model.openapi.messages import errors

_PROBLEM: Final = "application/problem+json"
_TEXTS: Final = ("type", "title", "detail", "instance")
READS_ENCODED: Final = True


def concerns(answered: Answered) -> bool:
    """Return whether a documented operation answered that something failed."""
    is_documented = answered.operation is not None and answered.instances is not None and answered.method != "HEAD"
    return is_documented and (answered.status >= 400 or is_envelope_of_failure(answered))


def is_envelope_of_failure(answered: Answered) -> bool:
    """Return whether the status says success and the body failure."""
    return 200 <= answered.status < 300 and tells_failure(answered.value, answered.body)


def read(answered: Answered) -> Iterator[Remark | Undecided]:
    """Yield how an error deviates from its schema; `other`, `own` or `text` where it has none, `envelope` for a 2xx."""
    if answered.status < 400:
        if not _describes_its_envelope(answered):
            yield Remark("envelope")
        return
    if answered.operation is None:
        return
    answer = promise_of(answered.operation).answer(answered.status)
    if answer is not None and any(body.schema is not None for body in answer.bodies):
        yield from _deviating(answered)
    elif answer is not None and answer.body(answered.media_type or "") is not None:
        return  # because its form is documented, and nothing is said of what it holds
    elif has_body(answered):
        yield from _undescribed(answered)


def _describes_its_envelope(answered: Answered) -> bool:
    """Return whether the document has all members of the envelope, so that a caller knows of them."""
    answer = promise_of(answered.operation).answer(answered.status) if answered.operation is not None else None
    body = answer.body(answered.media_type or "") if answer is not None else None
    if body is None or body.schema is None or not isinstance(answered.value, dict):
        return False
    return answered.value.keys() <= body.schema.members().keys()


def _deviating(answered: Answered) -> Iterator[Remark | Undecided]:
    for said in deviations_of(answered):
        if isinstance(said, Undecided):
            yield said
        elif said.part in {Part.MEDIA_TYPE, Part.BODY}:
            yield Remark("schema", pointer_in(answered, said.path), words_of(said))


def _undescribed(answered: Answered) -> Iterator[Remark | Undecided]:
    """Judge an error of which the document says nothing: by the other errors of the operation, else by RFC 9457."""
    if answered.is_truncated:
        return
    if answered.is_encoded:
        yield Undecided(ENCODED)
        return
    if answered.media_type == _PROBLEM:
        if not _is_problem(answered.value):
            yield Remark("problem")
        return
    others = tuple(_other_errors(answered))
    if any(_fits(answered, body) for body in others):
        return
    yield Remark("other" if others else "own" if isinstance(answered.value, dict) else "text")


def _other_errors(answered: Answered) -> Iterator[PromisedBody]:
    if answered.operation is None:
        return
    for node in errors(answered.operation).values():
        body = PromisedAnswer(answered.operation, node).body(answered.media_type or "")
        if body is not None and body.schema is not None:
            yield body


def _fits(answered: Answered, body: PromisedBody) -> bool:
    instances = answered.instances
    return instances is not None and not any(
        isinstance(said, Deviation) for said in body_deviations(answered, body, instances)
    )


def _is_problem(value: Any) -> bool:
    """Return whether a body is a problem, whose members are ignored where they are of another type (section 3.1)."""
    if value is NOT_JSON or not isinstance(value, dict):
        return False
    return any(isinstance(value.get(name), str) for name in _TEXTS) or isinstance(value.get("status"), int)
