"""Keys of records are filled, and each stands once in a list.

Broken: The key of a record is missing, or two records of a list have the same one

By its key a record is found again, corrected and joined with others; without it the data are worth little.

To mend it, fill the key of each record, and look for the cause of records that come twice.

Shows fields with `x-key: true` in the answers that were seen. Does not show that other keys are in order.
"""

from collections.abc import Iterator

from compliance.model.derived.documented_read import DocumentedExchange
from compliance.model.grades import Proof
from compliance.model.observation.content import Remark
from compliance.model.rule import rule
from compliance.model.text import Message
from compliance.model.violation import Unknown, Violation
from compliance.rules.endpoint._answer_examples import seen
from compliance.rules.endpoint._answers import said_of, saw

MESSAGES = {
    "empty": "the key {pointer} is not filled (answers: {count})",
    "repeated": "the key {pointer} is the same for several records of one list (answers: {count})",
}


def has_keys(read: DocumentedExchange) -> bool:
    return saw(read, "key_fields", "key", *MESSAGES)


@rule("CV4856-2026.PL3.III.2", proof=Proof.INDICATIVE, when=has_keys)
def key_fields_are_well_formed(read: DocumentedExchange) -> Iterator[Violation | Unknown]:
    for said in said_of(read, "key_fields"):
        if isinstance(said, Unknown):
            yield said
        elif said.kind in MESSAGES:
            message = Message.of(MESSAGES[said.kind], pointer=said.pointer, count=1)
            yield Violation(message, at=read, key=f"{said.kind} {said.pointer}", is_counted=True)


GOOD = [seen("key_fields", Remark("key", count=9))]
BAD = {
    "the key /items/*/ma is not filled (answers: 1)": seen("key_fields", Remark("empty", "/items/*/ma")),
    "the key /items/*/ma is the same for several records of one list (answers: 1)": seen(
        "key_fields", Remark("key"), Remark("repeated", "/items/*/ma")
    ),
}
IRRELEVANT = [seen("key_fields"), seen("contract")]
