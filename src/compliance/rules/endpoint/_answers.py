"""Answers of documented operations, and what was read of the promises that they do not keep."""

from collections.abc import Iterator
from typing import Final

from compliance.model.answers.contract.judge import ALWAYS_POSSIBLE
from compliance.model.answers.contract.promise import promise_of
from compliance.model.answers.deviation import Part
from compliance.model.derived.documented_read import DocumentedExchange
from compliance.model.observation.content import Remark
from compliance.model.text import Message
from compliance.model.violation import Unknown

UNREAD: Final = Message.of("the answer was collected by a version that did not hold answers to their document")
OF_GATEWAY: Final = Message.of(
    "a page came from another server than the other answers, it seems from a gateway before the platform"
)
MISSING: Final = frozenset({404, 405, 410, 501})
NOT_HERE: Final = frozenset({405, 501})


def is_answer(read: DocumentedExchange) -> bool:
    """Return whether a documented operation was asked at its own address with nothing wrong, and answered."""
    return read.is_at_its_address and read.seen.status is not None and not read.is_trial


def is_missing(read: DocumentedExchange) -> bool:
    """Return whether the answer says that there is no such operation.

    That a record does not exist, which the document gives as an example, says nothing of the operation, and that there
    is nothing for a value that was made up says nothing at all.
    """
    status, operation = read.seen.status, read.operation
    if operation is None or status not in MISSING or (read.seen.is_invented and status not in NOT_HERE):
        return False
    takes_examples = any(each.place == "path" or each.is_required for each in operation.parameters())
    return status in NOT_HERE or not takes_examples or promise_of(operation).answer(status) is None


def is_answer_of_operation(read: DocumentedExchange) -> bool:
    """Return whether the operation answered, and did not only say that it is not there, or not for this caller.

    That it has nothing for a value that was made up, it may say in any way.
    """
    if not is_answer(read) or is_missing(read):
        return False
    status, operation = read.seen.status, read.operation
    is_promised = operation is not None and promise_of(operation).answer(status or 0) is not None
    has_nothing = read.seen.is_invented and status in MISSING
    return is_promised or not (has_nothing or status in ALWAYS_POSSIBLE)


def is_success_with_body(read: DocumentedExchange) -> bool:
    """Return whether data came."""
    return is_success(read) and (read.seen.body_size > 0 or read.seen.is_truncated)


def is_success(read: DocumentedExchange) -> bool:
    """Return whether the operation did what it was asked for, as the status says."""
    return is_answer(read) and 200 <= (read.seen.status or 0) < 300


def told(read: DocumentedExchange, part: Part) -> Iterator[Remark | Unknown]:
    """Yield what was read of one part of the contract, or that it is not known."""
    is_last = part is Part.BODY
    for said in said_of(read, "contract"):
        if (isinstance(said, Unknown) and (is_last or said.message in {UNREAD, OF_GATEWAY})) or (
            isinstance(said, Remark) and said.kind == part
        ):
            yield said


def said_of(read: DocumentedExchange, name: str) -> Iterator[Remark | Unknown]:
    """Yield what a reading saw in an answer, or why it is not known."""
    reading = read.seen.reading(name)
    if reading is None or read.is_of_gateway:
        yield Unknown(UNREAD if reading is None else OF_GATEWAY, at=read)
        return
    yield from reading.remarks
    if reading.undecided is not None:
        yield Unknown(reading.undecided, at=read)


def saw(read: DocumentedExchange, name: str, *kinds: str) -> bool:
    """Return whether a documented operation answered, and a reading saw something in it, of these kinds if any."""
    reading = read.seen.reading(name) if read.is_at_its_address and read.seen.status is not None else None
    return reading is not None and (not kinds or any(remark.kind in kinds for remark in reading.remarks))
