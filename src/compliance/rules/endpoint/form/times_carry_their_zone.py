"""Times carry their zone, or are written as the document says.

Broken: A time lacks its zone, or is not written as the document says

A time without a zone is off by seven hours for whoever takes it for UTC.

To mend it, write times as RFC 3339 has them, `2026-11-28T08:30:00+07:00`; what is called `date-time` has to be so.

Shows the values of fields that the document calls `date-time`, or whose description names one pattern such as
`yyyyMMddHHmmss`. Does not show that the times are right.
"""

from collections.abc import Iterator

from compliance.model.derived.documented_read import DocumentedExchange
from compliance.model.observation.content import Remark
from compliance.model.rule import rule
from compliance.model.text import Message
from compliance.model.violation import Unknown, Violation
from compliance.rules.endpoint._answer_examples import seen
from compliance.rules.endpoint._answers import said_of, saw

MESSAGES = {
    "zoneless": "the time at {pointer} has no zone (answers: {count})",
    "pattern": "the value at {pointer} is not written as {expected} (answers: {count})",
}


def has_times(read: DocumentedExchange) -> bool:
    return saw(read, "times", "time", *MESSAGES)


@rule("GP.RFC3339", when=has_times)
def times_carry_their_zone(read: DocumentedExchange) -> Iterator[Violation | Unknown]:
    for said in said_of(read, "times"):
        if isinstance(said, Unknown):
            yield said
        elif said.kind in MESSAGES:
            message = Message.of(MESSAGES[said.kind], pointer=said.pointer, count=1, **said.parameters)
            yield Violation(message, at=read, key=f"{said.kind} {said.pointer}", is_counted=True)


GOOD = [seen("times", Remark("time", count=4))]
BAD = {
    "the time at /items/*/updated_at has no zone (answers: 1)": seen(
        "times", Remark("zoneless", "/items/*/updated_at")
    ),
    "the value at /ngay_nop is not written as yyyyMMdd (answers: 1)": seen(
        "times", Remark("pattern", "/ngay_nop", (("expected", "yyyyMMdd"),))
    ),
}
IRRELEVANT = [seen("times"), seen("contract")]
